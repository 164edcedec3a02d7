package dev.canary.testkit.cluster.load;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import dev.canary.testkit.cluster.load.OptionTable.Parsed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A run of {@code curl}.
 *
 * @param fail whether a status of 400 and more is a failure without output
 * @param quiet whether the answer's body is thrown away
 */
record Curl(HttpTemplate template, boolean fail, boolean quiet) {

  private static final List<String> FLAGS = List.of("s", "S", "f", "L", "k", "v");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final double MILLIS = 1000;

  private static final OptionTable TABLE =
      new OptionTable(
          "curl",
          ImmutableMap.<String, String>builder()
              .put("-s", "s")
              .put("--silent", "s")
              .put("-S", "S")
              .put("--show-error", "S")
              .put("-f", "f")
              .put("--fail", "f")
              .put("-L", "L")
              .put("--location", "L")
              .put("-k", "k")
              .put("--insecure", "k")
              .put("-d", "d")
              .put("--data", "d")
              .put("-X", "X")
              .put("--request", "X")
              .put("-H", "H")
              .put("--header", "H")
              .put("-A", "A")
              .put("--user-agent", "A")
              .put("-b", "b")
              .put("--cookie", "b")
              .put("-m", "m")
              .put("--max-time", "m")
              .put("-o", "o")
              .put("--output", "o")
              .buildOrThrow(),
          FLAGS,
          true);

  /**
   * Reads the words after {@code curl}.
   *
   * @throws BadCommand if an option is unknown or its value is no such value
   */
  static Curl parse(List<String> words) {
    Parsed parsed = TABLE.parse(words);
    ImmutableListMultimap.Builder<String, String> headers = ImmutableListMultimap.builder();
    parsed.options().get("H").forEach(text -> HttpTemplate.header(text, headers));
    parsed.value("A").ifPresent(agent -> headers.put("user-agent", agent));
    parsed.value("b").ifPresent(cookie -> headers.put("cookie", cookie));
    if (parsed.has("d") && !headers.build().containsKey("content-type")) {
      headers.put("content-type", "application/x-www-form-urlencoded");
    }
    Optional<String> output = parsed.value("o");
    if (output.isPresent() && !output.get().equals("/dev/null")) {
      throw new BadCommand("curl -o %s: only /dev/null can be written".formatted(output.get()));
    }
    HttpTemplate template =
        new HttpTemplate(
            parsed.value("X").orElse(parsed.has("d") ? "POST" : "GET"),
            HttpTemplate.url(parsed.url("curl")),
            headers.build(),
            String.join("&", parsed.options().get("d")),
            parsed.value("m").map(Curl::seconds).orElse(TIMEOUT));
    return new Curl(template, parsed.has("f"), output.isPresent());
  }

  private static Duration seconds(String text) {
    return Optional.ofNullable(Doubles.tryParse(text))
        .filter(value -> value > 0)
        .map(value -> Duration.ofMillis(Math.round(value * MILLIS)))
        .orElseThrow(
            () -> new BadCommand("curl -m %s: give a number of seconds above 0".formatted(text)));
  }
}
