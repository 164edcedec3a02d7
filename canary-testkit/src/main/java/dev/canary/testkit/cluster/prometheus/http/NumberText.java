package dev.canary.testkit.cluster.prometheus.http;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as Prometheus writes them: the shortest text that gives the same number back. */
final class NumberText {
  private static final double LEAST_PLAIN = 1e-6;
  private static final double LEAST_NOT_PLAIN = 1e21;

  private NumberText() {}

  /** Returns the text of a sample; very small and very great numbers get an exponent. */
  static String of(double value) {
    double size = Math.abs(value);
    boolean plain = size == 0 || (size >= LEAST_PLAIN && size < LEAST_NOT_PLAIN);
    return plain || !Double.isFinite(value) ? plain(value) : scientific(exact(value));
  }

  /** Returns the text of a scalar, which never has an exponent. */
  static String plain(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return exact(value).toPlainString();
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros();
  }

  private static String scientific(BigDecimal value) {
    String digits = value.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - value.scale();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return String.format(
        Locale.ROOT,
        "%s%s%se%+03d",
        value.signum() < 0 ? "-" : "",
        digits.charAt(0),
        fraction,
        exponent);
  }

  /** Returns seconds since the epoch, with three decimals only if they are needed. */
  static String seconds(long millis) {
    long fraction = Math.floorMod(millis, 1000);
    String whole = Long.toString(Math.floorDiv(millis, 1000));
    return fraction == 0 ? whole : String.format(Locale.ROOT, "%s.%03d", whole, fraction);
  }
}
