package dev.canary.testkit.cluster.prometheus.promql;

/**
 * A piece of a query.
 *
 * @param text as written; the empty string at the end of the query
 * @param position the offset of its first character
 */
record Token(Kind kind, String text, int position) {

  enum Kind {
    NUMBER,
    DURATION,
    STRING,
    NAME,
    SYMBOL,
    END
  }

  boolean is(String symbolOrName) {
    return (kind == Kind.SYMBOL && text.equals(symbolOrName))
        || (kind == Kind.NAME && text.equalsIgnoreCase(symbolOrName));
  }

  /** Returns how error messages show the token. */
  String shown() {
    return kind == Kind.END ? "end of input" : '"' + text + '"';
  }
}
