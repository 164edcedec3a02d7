package dev.canary.operator.crd;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The spelling of durations in the resources: an optional sign and one or more decimals with a
 * unit, such as {@code 1m30s} (resources chapter, section 8.4).
 */
public final class GoDuration {

  private static final Pattern TERM =
      Pattern.compile("(\\d++(?:\\.\\d*+)?|\\.\\d++)(ns|us|µs|μs|ms|s|m|h)");
  private static final int MAX_LENGTH = 100;

  private GoDuration() {}

  /** Returns the duration, or empty if the text is none or exceeds 292 years. */
  public static Optional<Duration> parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String terms = signed ? text.substring(1) : text;
    if (terms.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    if (terms.isEmpty() || terms.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return sum(terms).map(nanos -> Duration.ofNanos(text.startsWith("-") ? -nanos : nanos));
  }

  private static Optional<Long> sum(String terms) {
    Matcher term = TERM.matcher(terms);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (end < terms.length()) {
      term.region(end, terms.length());
      if (!term.lookingAt()) {
        return Optional.empty();
      }
      BigDecimal number = new BigDecimal(term.group(1));
      nanos = nanos.add(number.multiply(BigDecimal.valueOf(nanosPer(term.group(2)))));
      end = term.end();
    }
    return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? Optional.empty()
        : Optional.of(nanos.longValue());
  }

  private static long nanosPer(String unit) {
    return switch (unit) {
      case "h" -> 3_600_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "s" -> 1_000_000_000L;
      case "ms" -> 1_000_000L;
      case "ns" -> 1L;
      default -> 1_000L; // the microsecond has three spellings
    };
  }
}
