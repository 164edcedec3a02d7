package dev.canary.metrics.template;

import com.google.common.collect.ImmutableSortedMap;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What expressions evaluate to. */
sealed interface Value {

  /** Text; positions in it count bytes of UTF-8. */
  record Text(String text) implements Value {}

  /** A whole number. */
  record Whole(long number) implements Value {}

  /** Any other number. */
  record Real(double number) implements Value {}

  /** A truth value. */
  record Truth(boolean truth) implements Value {}

  /** Texts by name, sorted. */
  record Table(ImmutableSortedMap<String, String> entries) implements Value {}

  /** No value at all. */
  record Nothing() implements Value {
    /** The one value of this type. */
    static final Nothing VALUE = new Nothing();
  }

  /** Returns a text, or a table of a map of texts. */
  static Value of(Object object) {
    if (object instanceof Map<?, ?> map) {
      return new Table(
          map.entrySet().stream()
              .collect(
                  ImmutableSortedMap.toImmutableSortedMap(
                      String::compareTo,
                      entry -> entry.getKey().toString(),
                      entry -> entry.getValue().toString())));
    }
    return new Text(object.toString());
  }

  /** Returns whether a condition takes it as true: it is not zero and not empty. */
  default boolean holds() {
    return switch (this) {
      case Text(String text) -> !text.isEmpty();
      case Whole(long number) -> number != 0;
      case Real(double number) -> number != 0;
      case Truth(boolean truth) -> truth;
      case Table(ImmutableSortedMap<String, String> entries) -> !entries.isEmpty();
      case Nothing() -> false;
    };
  }

  /** Returns the name of its type, as messages spell it. */
  default String type() {
    return switch (this) {
      case Text text -> "string";
      case Whole whole -> "int";
      case Real real -> "float64";
      case Truth truth -> "bool";
      case Table table -> "map[string]string";
      case Nothing nothing -> "<nil>";
    };
  }

  /** Returns it as it is printed. */
  default String printed() {
    return switch (this) {
      case Text(String text) -> text;
      case Whole(long number) -> Long.toString(number);
      case Real(double number) -> shortest(number);
      case Truth(boolean truth) -> Boolean.toString(truth);
      case Table(ImmutableSortedMap<String, String> entries) ->
          entries.entrySet().stream()
              .map(entry -> entry.getKey() + ":" + entry.getValue())
              .collect(Collectors.joining(" ", "map[", "]"));
      case Nothing() -> "<nil>";
    };
  }

  /**
   * Returns the shortest decimal that reads back as the same number, from 1e+06 with an exponent.
   */
  private static String shortest(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
