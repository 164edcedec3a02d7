package dev.canary.core.machine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as messages spell them (state machine chapter, section 0). */
final class Numbers {

  private Numbers() {}

  /** Returns the value with two decimals. */
  static String fixed(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Returns the shortest decimal that reads back as the same number. */
  static String shortest(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value < 0 ? "-" : "")
        + mantissa
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** Returns whole milliseconds as hours, minutes and seconds: {@code 515ms}, {@code 1m30s}. */
  static String duration(double milliseconds) {
    long millis = (long) milliseconds;
    if (millis == 0) {
      return "0s";
    }
    String sign = millis < 0 ? "-" : "";
    long magnitude = Math.abs(millis);
    if (magnitude < 1000) {
      return sign + magnitude + "ms";
    }
    long hours = magnitude / 3_600_000;
    long minutes = magnitude / 60_000 % 60;
    String seconds =
        BigDecimal.valueOf(magnitude % 60_000, 3).stripTrailingZeros().toPlainString() + "s";
    if (hours > 0) {
      return sign + hours + "h" + minutes + "m" + seconds;
    }
    return sign + (minutes > 0 ? minutes + "m" : "") + seconds;
  }
}
