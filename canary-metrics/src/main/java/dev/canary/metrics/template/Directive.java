package dev.canary.metrics.template;

import com.google.common.collect.ImmutableSortedMap;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One directive of a format.
 *
 * @param flags any of {@code -+# 0}
 * @param width least characters of the result
 * @param precision what it limits depends on the verb
 * @param verb how the value is written
 */
record Directive(String flags, int width, OptionalInt precision, char verb) {

  /** Creates a directive of its parts as they are written. */
  static Directive of(String flags, String width, @Nullable String precision, String verb) {
    return new Directive(
        flags,
        width.isEmpty() ? 0 : Integer.parseInt(width),
        precision == null
            ? OptionalInt.empty()
            : OptionalInt.of(precision.isEmpty() ? 0 : Integer.parseInt(precision)),
        verb.charAt(0));
  }

  /** Returns the value as this directive writes it; a mistake is shown in the result. */
  String format(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text(text);
      case Value.Whole(long number) -> whole(number);
      case Value.Real(double number) -> real(number);
      case Value.Truth(boolean truth) ->
          verb == 't' || verb == 'v' ? padded(Boolean.toString(truth), false) : wrong(value);
      case Value.Table(ImmutableSortedMap<String, String> entries) -> table(entries);
      case Value.Nothing() -> verb == 'v' ? padded("<nil>", false) : wrong(value);
    };
  }

  private String wrong(Value value) {
    return "%!" + verb + "(" + Printer.typed(value) + ")";
  }

  private boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  /** Fills up to the width: on the right, with zeros after the sign, or on the left. */
  private String padded(String text, boolean numeric) {
    int missing = width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    if (has('-')) {
      return text + " ".repeat(missing);
    }
    if (!has('0')) {
      return " ".repeat(missing) + text;
    }
    int sign = numeric && !text.isEmpty() && "+- ".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
    return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
  }

  private String text(String text) {
    return switch (verb) {
      case 's', 'v' -> padded(verb == 'v' && has('#') ? Escapes.quoted(text) : cut(text), false);
      case 'q' -> padded(quoted(cut(text)), false);
      case 'x' -> padded(hex(text), false);
      case 'X' -> padded(hex(text).toUpperCase(Locale.ROOT), false);
      default -> wrong(new Value.Text(text));
    };
  }

  private String quoted(String text) {
    return has('#') && text.indexOf('`') < 0 && text.chars().noneMatch(c -> c < ' ' && c != '\t')
        ? "`" + text + "`"
        : Escapes.quoted(text);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private String cut(String text) {
    int most = precision.orElse(Integer.MAX_VALUE);
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private String table(ImmutableSortedMap<String, String> entries) {
    UnaryOperator<String> entry =
        switch (verb) {
          case 's', 'v' -> text -> text;
          case 'q' -> Escapes::quoted;
          default -> text -> "%!" + verb + "(string=" + text + ")";
        };
    return entries.entrySet().stream()
        .map(e -> entry.apply(e.getKey()) + ":" + entry.apply(e.getValue()))
        .collect(Collectors.joining(" ", "map[", "]"));
  }

  private String whole(long number) {
    return switch (verb) {
      case 'd', 'v' -> number(number, 10);
      case 'b' -> number(number, 2);
      case 'o' -> number(number, 8);
      case 'x', 'X' -> {
        String hex = number(number, 16);
        yield verb == 'x' ? hex : hex.toUpperCase(Locale.ROOT);
      }
      case 'c' -> padded(Character.toString((int) number), false);
      case 'q' -> padded("'" + Character.toString((int) number) + "'", false);
      case 'U' -> padded(String.format("U+%04X", number), false);
      default -> wrong(new Value.Whole(number));
    };
  }

  private String number(long number, int radix) {
    String digits = Long.toString(number, radix).replace("-", "");
    int least = precision.orElse(0);
    String filled = "0".repeat(Math.max(0, least - digits.length())) + digits;
    String prefix = radix == 16 && has('#') ? "0x" : "";
    return padded(sign(number < 0) + prefix + filled, true);
  }

  private String sign(boolean negative) {
    if (negative) {
      return "-";
    }
    return has('+') ? "+" : has(' ') ? " " : "";
  }

  private String real(double number) {
    Value value = new Value.Real(number);
    String magnitude =
        switch (verb) {
          case 'f', 'F', 'e', 'E' ->
              String.format(
                  Locale.ROOT,
                  "%." + precision.orElse(6) + (verb == 'F' ? 'f' : verb),
                  Math.abs(number));
          case 'g', 'v' -> new Value.Real(Math.abs(number)).printed();
          default -> "";
        };
    return magnitude.isEmpty() ? wrong(value) : padded(sign(number < 0) + magnitude, true);
  }
}
