package dev.canary.testkit.cluster.load;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import dev.canary.testkit.cluster.load.OptionTable.Parsed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run of {@code hey}, the load generator of the guides.
 *
 * @param template the request that is repeated
 * @param duration cluster time; empty if the number of requests ends it
 * @param requests how many at most if there is no duration
 * @param workers how many send at once
 * @param rate requests per second and worker, in cluster time; 0 for as many as there are answers
 */
record Hey(
    HttpTemplate template, Optional<Duration> duration, int requests, int workers, double rate) {

  private static final int DEFAULT_REQUESTS = 200;
  private static final int DEFAULT_WORKERS = 50;
  private static final int MOST_WORKERS = 200;
  private static final int DEFAULT_TIMEOUT_SECONDS = 20;

  private static final List<String> FLAGS =
      List.of("disable-compression", "disable-keepalive", "disable-redirects", "h2");

  private static final OptionTable TABLE =
      new OptionTable(
          "hey",
          Stream.concat(
                  Stream.of("z", "n", "c", "q", "m", "H", "t", "d", "T", "A", "U", "cpus"),
                  FLAGS.stream())
              .collect(ImmutableMap.toImmutableMap(name -> "-" + name, name -> name)),
          FLAGS,
          false);

  /**
   * Reads the words after {@code hey}.
   *
   * @throws BadCommand if an option is unknown or its value is no such value
   */
  static Hey parse(List<String> words) {
    Parsed parsed = TABLE.parse(words);
    ImmutableListMultimap.Builder<String, String> headers = ImmutableListMultimap.builder();
    parsed.options().get("H").forEach(text -> HttpTemplate.header(text, headers));
    parsed.value("T").ifPresent(type -> headers.put("content-type", type));
    parsed.value("A").ifPresent(type -> headers.put("accept", type));
    parsed.value("U").ifPresent(agent -> headers.put("user-agent", agent));
    HttpTemplate template =
        new HttpTemplate(
            parsed.value("m").orElse("GET"),
            HttpTemplate.url(parsed.url("hey")),
            headers.build(),
            parsed.value("d").orElse(""),
            Duration.ofSeconds(whole(parsed, "t", DEFAULT_TIMEOUT_SECONDS)));
    int workers = Math.min(MOST_WORKERS, whole(parsed, "c", DEFAULT_WORKERS));
    return new Hey(
        template,
        parsed.value("z").map(GoDuration::parse),
        whole(parsed, "n", DEFAULT_REQUESTS),
        workers,
        rate(parsed));
  }

  private static int whole(Parsed parsed, String option, int fallback) {
    return parsed
        .value(option)
        .map(
            text ->
                Optional.ofNullable(Ints.tryParse(text))
                    .filter(value -> value > 0)
                    .orElseThrow(() -> bad(option, text, "a whole number above 0")))
        .orElse(fallback);
  }

  private static double rate(Parsed parsed) {
    return parsed
        .value("q")
        .map(
            text ->
                Optional.ofNullable(Doubles.tryParse(text))
                    .filter(value -> value >= 0)
                    .orElseThrow(() -> bad("q", text, "a number of at least 0")))
        .orElse(0.0);
  }

  private static BadCommand bad(String option, String text, String wanted) {
    return new BadCommand("hey -%s %s: give %s".formatted(option, text, wanted));
  }
}
