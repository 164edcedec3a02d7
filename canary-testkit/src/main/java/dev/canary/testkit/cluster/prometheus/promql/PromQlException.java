package dev.canary.testkit.cluster.prometheus.promql;

/**
 * A text is no query of the subset. The message begins with line and column, both counted from 1,
 * and names the token that is not understood.
 */
public final class PromQlException extends RuntimeException {
  private final int position;

  PromQlException(String query, int position, String problem) {
    super(place(query, position) + ": parse error: " + problem);
    this.position = position;
  }

  /** Returns the offset of the token in the query, in characters counted from 0. */
  public int position() {
    return position;
  }

  private static String place(String query, int position) {
    String before = query.substring(0, position);
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    int column = position - before.lastIndexOf('\n');
    return line + ":" + column;
  }
}
