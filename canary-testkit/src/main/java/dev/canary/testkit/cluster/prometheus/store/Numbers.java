package dev.canary.testkit.cluster.prometheus.store;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as Prometheus spells them in samples, bucket bounds, parameters and answers: decimal,
 * with {@code NaN} and {@code Inf} in any case when read; written as the shortest text that gives
 * the same number back.
 */
public final class Numbers {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
  private static final Pattern INFINITY = Pattern.compile("(?i)([+-]?)inf(?:inity)?");
  private static final double LEAST_PLAIN = 1e-6;
  private static final double LEAST_NOT_PLAIN = 1e21;

  private Numbers() {}

  /** Returns the number that the text spells; empty if it spells none. */
  public static OptionalDouble parse(String text) {
    Matcher infinity = INFINITY.matcher(text);
    if (infinity.matches()) {
      return OptionalDouble.of(
          infinity.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    if (text.equalsIgnoreCase("nan")) {
      return OptionalDouble.of(Double.NaN);
    }
    return DECIMAL.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  /** Returns the text of a sample; very small and very great numbers get an exponent. */
  public static String text(double value) {
    double size = Math.abs(value);
    boolean plain = size == 0 || (size >= LEAST_PLAIN && size < LEAST_NOT_PLAIN);
    return plain || !Double.isFinite(value) ? plainText(value) : scientific(exact(value));
  }

  /** Returns the text of a scalar, which never has an exponent. */
  public static String plainText(double value) {
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
}
