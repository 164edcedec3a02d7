package dev.canary.testkit.cluster.prometheus.promql;

import dev.canary.testkit.cluster.prometheus.store.Numbers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of numbers, durations and strings as a query writes them. */
public final class Literals {
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final long[] UNIT_MILLIS = {
    31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
  };
  private static final Pattern OCTAL = Pattern.compile("0[0-7]+");

  private Literals() {}

  /** Returns a number of a query, which may also be hexadecimal or octal. */
  static OptionalDouble queryNumber(String text) {
    try {
      if (text.startsWith("0x") || text.startsWith("0X")) {
        return OptionalDouble.of((double) Long.parseLong(text.substring(2), 16));
      }
      if (OCTAL.matcher(text).matches()) {
        return OptionalDouble.of((double) Long.parseLong(text, 8));
      }
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
    return Numbers.parse(text);
  }

  /** Returns a duration such as {@code 1h30m}: units from great to small, each at most once. */
  public static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return Optional.empty();
    }
    try {
      long millis = 0;
      for (int unit = 0; unit < UNIT_MILLIS.length; unit++) {
        String count = matcher.group(unit + 1);
        if (count != null) {
          long part = Math.multiplyExact(Long.parseLong(count), UNIT_MILLIS[unit]);
          millis = Math.addExact(millis, part);
        }
      }
      return Optional.of(Duration.ofMillis(millis));
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns the text between the quotes; the empty optional if an escape is not known. */
  static Optional<String> string(String quoted) {
    String body = quoted.substring(1, quoted.length() - 1);
    if (quoted.charAt(0) == '`') {
      return Optional.of(body);
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < body.length()) {
      if (body.charAt(at) != '\\') {
        out.append(body.charAt(at++));
        continue;
      }
      int length = escape(body, at + 1, quoted.charAt(0), out);
      if (length == 0) {
        return Optional.empty();
      }
      at += 1 + length;
    }
    return Optional.of(out.toString());
  }

  /** Appends what the escape stands for; returns its length without the backslash, 0 if unknown. */
  private static int escape(String body, int at, char quote, StringBuilder out) {
    char c = body.charAt(at);
    int plain = "abfnrtv\\".indexOf(c);
    if (plain >= 0) {
      out.append("\u0007\b\f\n\r\t\u000b\\".charAt(plain));
      return 1;
    }
    if (c == quote) {
      out.append(c);
      return 1;
    }
    return switch (c) {
      case 'x' -> coded(body, at + 1, 2, 16, out) ? 3 : 0;
      case 'u' -> coded(body, at + 1, 4, 16, out) ? 5 : 0;
      case 'U' -> coded(body, at + 1, 8, 16, out) ? 9 : 0;
      case '0', '1', '2', '3' -> coded(body, at, 3, 8, out) ? 3 : 0;
      default -> 0;
    };
  }

  private static boolean coded(String body, int at, int digits, int radix, StringBuilder out) {
    if (at + digits > body.length()) {
      return false;
    }
    int code = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = Character.digit(body.charAt(i), radix);
      if (digit < 0 || code > Character.MAX_CODE_POINT) {
        return false;
      }
      code = code * radix + digit;
    }
    if (!Character.isValidCodePoint(code)) {
      return false;
    }
    out.appendCodePoint(code);
    return true;
  }
}
