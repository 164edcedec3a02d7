package dev.canary.metrics.template;

/**
 * One word of a template.
 *
 * @param kind what it is
 * @param text as it is written; of text outside actions, without what trim markers take away
 * @param offset of its first character
 * @param line counted from 1
 */
record Token(Kind kind, String text, int offset, int line) {

  /** What a token is. */
  enum Kind {
    TEXT,
    OPEN,
    CLOSE,
    SPACE,
    KEYWORD,
    NAME,
    BOOL,
    NIL,
    DOT,
    FIELD,
    VARIABLE,
    STRING,
    NUMBER,
    CHARACTER,
    DECLARE,
    ASSIGN,
    PIPE,
    LEFT,
    RIGHT,
    COMMA,
    OTHER,
    ERROR,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isKeyword(String word) {
    return kind == Kind.KEYWORD && text.equals(word);
  }

  /** Returns the token as messages name it. */
  String shown() {
    return switch (kind) {
      case END -> "EOF";
      case KEYWORD -> "<" + text + ">";
      default ->
          text.length() > 10 ? Escapes.quoted(text.substring(0, 10)) + "..." : Escapes.quoted(text);
    };
  }

  int end() {
    return offset + text.length();
  }
}
