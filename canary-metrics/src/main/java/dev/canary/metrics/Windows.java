package dev.canary.metrics;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Windows of checks as users write them: {@code 1m}, {@code 90s}, {@code 1h30m}, {@code 1.5s}. */
final class Windows {

  private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]*)([^0-9.]*)");
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private static final ImmutableMap<String, Long> NANOS =
      ImmutableMap.<String, Long>builder()
          .put("ns", 1L)
          .put("us", 1_000L)
          .put("µs", 1_000L)
          .put("μs", 1_000L)
          .put("ms", 1_000_000L)
          .put("s", 1_000_000_000L)
          .put("m", 60_000_000_000L)
          .put("h", 3_600_000_000_000L)
          .buildOrThrow();

  private Windows() {}

  /**
   * Reads a window.
   *
   * @throws IllegalArgumentException if it is none, with the text that users see
   */
  static Duration parse(String text) {
    if (text.isEmpty()) {
      throw invalid(text);
    }
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    int at = 0;
    while (at < text.length()) {
      part.region(at, text.length()).lookingAt();
      nanos = nanos.add(nanos(text, part.group(1), part.group(2)));
      at = part.end();
    }
    if (nanos.compareTo(MOST) > 0) {
      throw invalid(text);
    }
    return Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact());
  }

  private static BigDecimal nanos(String text, String number, String unit) {
    if (number.isEmpty() || number.equals(".")) {
      throw invalid(text);
    }
    if (unit.isEmpty()) {
      throw new IllegalArgumentException("time: missing unit in duration \"" + text + "\"");
    }
    Long factor = NANOS.get(unit);
    if (factor == null) {
      throw new IllegalArgumentException(
          "time: unknown unit \"" + unit + "\" in duration \"" + text + "\"");
    }
    return new BigDecimal(number).multiply(BigDecimal.valueOf(factor));
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("time: invalid duration \"" + text + "\"");
  }
}
