package dev.canary.metrics.source;

import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as metric sources write them in text. */
public final class Floats {

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

  private Floats() {}

  /**
   * Reads a decimal number, an infinity or NaN; infinities and NaN in any case.
   *
   * @throws NumberFormatException if it is none of these or too large, with the text that users see
   */
  public static double parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> decimal(text);
    };
  }

  private static double decimal(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw refused(text, "invalid syntax");
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw refused(text, "value out of range");
    }
    return value;
  }

  private static NumberFormatException refused(String text, String why) {
    return new NumberFormatException(
        "strconv.ParseFloat: parsing \"" + Bodies.quoted(text) + "\": " + why);
  }
}
