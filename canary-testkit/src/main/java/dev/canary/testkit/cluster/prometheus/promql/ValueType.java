package dev.canary.testkit.cluster.prometheus.promql;

/** What kind of value an expression has. */
public enum ValueType {
  /** One number. */
  SCALAR("scalar", "scalar"),
  /** One text. */
  STRING("string", "string"),
  /** One number for each series. */
  VECTOR("instant vector", "vector"),
  /** Samples over a time for each series. */
  MATRIX("range vector", "matrix");

  private final String words;
  private final String resultType;

  ValueType(String words, String resultType) {
    this.words = words;
    this.resultType = resultType;
  }

  /** Returns the name used in error messages. */
  public String words() {
    return words;
  }

  /** Returns the name used in answers of the HTTP API. */
  public String resultType() {
    return resultType;
  }
}
