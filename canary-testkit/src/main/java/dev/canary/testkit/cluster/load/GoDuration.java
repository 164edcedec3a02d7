package dev.canary.testkit.cluster.load;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them: {@code 1m}, {@code 30s}, {@code 1m30s}, {@code 500ms}. */
final class GoDuration {

  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)");

  private static final Map<String, Double> MILLIS =
      ImmutableMap.of("ms", 1.0, "s", 1_000.0, "m", 60_000.0, "h", 3_600_000.0);

  private GoDuration() {}

  /**
   * Reads a duration above zero.
   *
   * @throws BadCommand if the text is none
   */
  static Duration parse(String text) {
    Matcher part = PART.matcher(text);
    double millis = 0;
    int end = 0;
    while (part.find() && part.start() == end) {
      millis += Double.parseDouble(part.group(1)) * MILLIS.getOrDefault(part.group(2), 0.0);
      end = part.end();
    }
    if (end != text.length() || millis < 1) {
      throw new BadCommand("%s is no duration: give one such as 1m, 30s or 1m30s".formatted(text));
    }
    return Duration.ofMillis(Math.round(millis));
  }
}
