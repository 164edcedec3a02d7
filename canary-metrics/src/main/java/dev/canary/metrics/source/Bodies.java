package dev.canary.metrics.source;

/** Answers as messages quote them. */
public final class Bodies {

  /** Most characters of a body that a message quotes; an event holds little more. */
  static final int MOST_QUOTED = 1024;

  private Bodies() {}

  /** Returns the body, cut if it is long. */
  public static String quoted(String body) {
    if (body.length() <= MOST_QUOTED) {
      return body;
    }
    int end =
        Character.isHighSurrogate(body.charAt(MOST_QUOTED - 1)) ? MOST_QUOTED - 1 : MOST_QUOTED;
    return body.substring(0, end) + "… (" + body.length() + " characters)";
  }
}
