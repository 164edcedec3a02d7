package dev.canary.testkit.cluster.prometheus.store;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions in the syntax of RE2, run by {@link Pattern}.
 *
 * <p>What only Java's syntax has (look-around, back references, possessive quantifiers, class
 * intersection) is refused or taken literally as RE2 does, so that a query accepted here is
 * accepted by Prometheus.
 */
final class Re2 {
  private static final Pattern REPETITION = Pattern.compile("\\{[0-9]+(,[0-9]*)?}");
  private static final String ESCAPES = "dDwWsSbBAzaftnrxpP01234567";

  private final String source;
  private final StringBuilder java = new StringBuilder();
  private int at;

  private Re2(String source) {
    this.source = source;
  }

  /**
   * Returns the condition that the whole text matches.
   *
   * @throws IllegalArgumentException if the source is not in the syntax
   */
  static Predicate<String> matching(String source) {
    try {
      return Pattern.compile(new Re2(source).translate()).asMatchPredicate();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "regular expression \"%s\": %s at offset %d"
              .formatted(source, e.getDescription(), Math.max(0, e.getIndex())),
          e);
    }
  }

  private String translate() {
    while (at < source.length()) {
      char c = source.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '[' -> characterClass();
        case '(' -> group();
        case '*', '+', '?' -> quantifier(1);
        case '{' -> repetition();
        default -> copy(1);
      }
    }
    return java.toString();
  }

  private void copy(int length) {
    java.append(source, at, Math.min(source.length(), at + length));
    at += length;
  }

  private void escape() {
    char c = at + 1 < source.length() ? source.charAt(at + 1) : '\0';
    if (source.startsWith("\\Q", at)) {
      int end = source.indexOf("\\E", at);
      copy((end < 0 ? source.length() : end + 2) - at);
    } else if (c == 'v') {
      java.append("\\x0B"); // in Java \v is a class of characters
      at += 2;
    } else if (c >= '1' && c <= '9') {
      throw refused("back references are not supported");
    } else if (Character.isLetter(c) && ESCAPES.indexOf(c) < 0) {
      throw refused("unknown escape \\" + c);
    } else {
      copy(2);
    }
  }

  private void group() {
    if (source.startsWith("(?P<", at)) {
      java.append("(?<");
      at += 4;
      return;
    }
    for (String only : new String[] {"(?=", "(?!", "(?<", "(?>"}) {
      if (source.startsWith(only, at)) {
        throw refused(only + " is not supported");
      }
    }
    copy(1);
    if (at < source.length() && source.charAt(at) == '?') {
      copy(1); // flags or (?: begin here; not a quantifier
    }
  }

  private void repetition() {
    Matcher bounds = REPETITION.matcher(source).region(at, source.length());
    if (bounds.lookingAt()) {
      quantifier(bounds.end() - at);
    } else {
      java.append('\\'); // a brace that opens no repetition is literal
      copy(1);
    }
  }

  private void quantifier(int length) {
    copy(length);
    if (at < source.length() && source.charAt(at) == '+') {
      throw refused("a quantifier cannot be followed by +");
    }
    if (at < source.length() && source.charAt(at) == '?') {
      copy(1);
    }
  }

  private void characterClass() {
    copy(1);
    if (at < source.length() && source.charAt(at) == '^') {
      copy(1);
    }
    boolean first = true;
    while (at < source.length() && (first || source.charAt(at) != ']')) {
      first = false;
      if (source.startsWith("[:", at) && source.indexOf(":]", at) > 0) {
        posixClass();
      } else if (source.charAt(at) == '\\') {
        escape();
      } else if ("[]&".indexOf(source.charAt(at)) >= 0) {
        java.append('\\'); // special within a class in Java only
        copy(1);
      } else {
        copy(1);
      }
    }
    copy(1);
  }

  private void posixClass() {
    int end = source.indexOf(":]", at);
    String name = source.substring(at + 2, end);
    boolean negated = name.startsWith("^");
    String positive = negated ? name.substring(1) : name;
    String set =
        switch (positive) {
          case "alnum",
              "alpha",
              "ascii",
              "blank",
              "cntrl",
              "digit",
              "graph",
              "lower",
              "print",
              "punct",
              "space",
              "upper" ->
              Character.toUpperCase(positive.charAt(0)) + positive.substring(1);
          case "xdigit" -> "XDigit";
          case "word" -> "";
          default -> throw refused("unknown class [:" + name + ":]");
        };
    java.append(
        set.isEmpty()
            ? (negated ? "\\W" : "\\w")
            : (negated ? "\\P{" : "\\p{") + (set.equals("Ascii") ? "ASCII" : set) + "}");
    at = end + 2;
  }

  private PatternSyntaxException refused(String why) {
    return new PatternSyntaxException(why, source, at);
  }
}
