package dev.canary.metrics.template;

import java.math.BigInteger;
import java.util.Optional;

/** Constants of templates. */
final class Literals {

  private Literals() {}

  /** Reads a string in double or back quotes; empty if an escape is wrong. */
  static Optional<String> string(String literal) {
    String inside = literal.substring(1, literal.length() - 1);
    return literal.startsWith("`") ? Optional.of(inside.replace("\r", "")) : unescaped(inside);
  }

  /** Reads a character in single quotes; empty if it is not exactly one. */
  static Optional<Long> character(String literal) {
    return unescaped(literal.substring(1, literal.length() - 1))
        .filter(text -> text.codePointCount(0, text.length()) == 1)
        .map(text -> (long) text.codePointAt(0));
  }

  private static Optional<String> unescaped(String text) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char kind = text.charAt(i++);
      int plain = "abfnrtv\\'\"".indexOf(kind);
      if (plain >= 0) {
        out.append("\u0007\b\f\n\r\t\u000b\\'\"".charAt(plain));
        continue;
      }
      if (kind >= '0' && kind <= '7') {
        if (i + 2 > text.length() || !text.substring(i, i + 2).matches("[0-7]{2}")) {
          return Optional.empty();
        }
        out.append((char) Integer.parseInt(text.substring(i - 1, i + 2), 8));
        i += 2;
        continue;
      }
      int digits =
          switch (kind) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
          };
      if (digits == 0 || i + digits > text.length()) {
        return Optional.empty();
      }
      try {
        out.appendCodePoint(Integer.parseUnsignedInt(text.substring(i, i + digits), 16));
      } catch (IllegalArgumentException noCharacter) {
        return Optional.empty();
      }
      i += digits;
    }
    return Optional.of(out.toString());
  }

  /** Reads a number: whole unless it has a point or an exponent; empty if it is none. */
  static Optional<Value> number(String literal) {
    String digits = literal.replace("_", "");
    try {
      boolean hex = digits.matches("[+-]?0[xX].*");
      if (!hex && digits.matches(".*[.eE].*")) {
        double value = Double.parseDouble(digits);
        return Double.isInfinite(value) ? Optional.empty() : Optional.of(new Value.Real(value));
      }
      return Optional.of(new Value.Whole(whole(digits)));
    } catch (ArithmeticException | NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  private static long whole(String literal) {
    boolean negative = literal.startsWith("-");
    String digits = literal.startsWith("+") || negative ? literal.substring(1) : literal;
    int radix = 10;
    if (digits.length() > 1 && digits.startsWith("0")) {
      radix =
          switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
          };
      digits = digits.substring(Character.isDigit(digits.charAt(1)) ? 1 : 2);
    }
    BigInteger value = new BigInteger(digits, radix);
    return (negative ? value.negate() : value).longValueExact();
  }
}
