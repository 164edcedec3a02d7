package dev.canary.operator.crd;

/** Shortens texts. */
final class Texts {

  private Texts() {}

  /** Returns the text cut to that many characters, the last one an ellipsis if it was cut. */
  static String clip(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    // Half of a surrogate pair is no text.
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
