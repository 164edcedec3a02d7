package dev.canary.testkit.cluster.proxy.istio;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations such as {@code 1s}, {@code 1.5s} and {@code 1m30s}. */
final class Durations {

  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)");

  private static final Map<String, Long> MILLIS =
      ImmutableMap.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

  private Durations() {}

  static Optional<Duration> at(Tree tree, String... path) {
    return tree.text(path).map(text -> parse(text, String.join(".", path)));
  }

  private static Duration parse(String text, String where) {
    Matcher part = PART.matcher(text);
    double millis = 0;
    int end = 0;
    while (part.find() && part.start() == end) {
      millis += Double.parseDouble(part.group(1)) * MILLIS.getOrDefault(part.group(2), 0L);
      end = part.end();
    }
    if (text.isEmpty() || end != text.length()) {
      throw new RefusedRoute(
          "%s is %s: give a duration such as 500ms, 1s or 1m30s".formatted(where, text));
    }
    return Duration.ofMillis(Math.round(millis));
  }
}
