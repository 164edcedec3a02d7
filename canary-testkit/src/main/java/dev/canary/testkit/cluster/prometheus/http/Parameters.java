package dev.canary.testkit.cluster.prometheus.http;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.canary.testkit.cluster.prometheus.promql.Literals;
import dev.canary.testkit.cluster.prometheus.store.Numbers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The parameters of a request; of several with one name, the first counts. */
record Parameters(ImmutableMap<String, String> values) {
  /** Beyond this, seconds no longer fit milliseconds in a long. */
  private static final double MOST_SECONDS = 9e15 / 1000;

  /** Decodes the body of a form and the query of a URI; the body wins. */
  static Parameters decode(String body, String query) {
    Map<String, String> values = new HashMap<>();
    for (String pair : Splitter.on('&').omitEmptyStrings().split(body + "&" + query)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      values.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
    return new Parameters(ImmutableMap.copyOf(values));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiException.badData("error parsing form values: " + e.getMessage());
    }
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** Returns an instant given as seconds since the epoch or in RFC 3339. */
  Optional<Instant> time(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble seconds = Numbers.parse(text);
    if (seconds.isPresent() && Math.abs(seconds.getAsDouble()) < MOST_SECONDS) {
      return Optional.of(Instant.ofEpochMilli(Math.round(seconds.getAsDouble() * 1000)));
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw ApiException.badParameter(name, "cannot parse \"" + text + "\" to a valid timestamp");
    }
  }

  Instant requiredTime(String name) {
    return time(name)
        .orElseThrow(
            () -> ApiException.badParameter(name, "cannot parse \"\" to a valid timestamp"));
  }

  /** Returns a duration given as seconds or like {@code 1m30s}. */
  Optional<Duration> duration(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble seconds = Numbers.parse(text);
    if (seconds.isPresent() && Math.abs(seconds.getAsDouble()) < MOST_SECONDS) {
      return Optional.of(Duration.ofMillis(Math.round(seconds.getAsDouble() * 1000)));
    }
    return Optional.of(
        Literals.duration(text)
            .orElseThrow(
                () ->
                    ApiException.badParameter(
                        name, "cannot parse \"" + text + "\" to a valid duration")));
  }
}
