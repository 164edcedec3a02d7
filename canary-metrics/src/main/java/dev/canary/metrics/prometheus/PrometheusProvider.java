package dev.canary.metrics.prometheus;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Measurement;
import dev.canary.core.plugin.HttpCaller;
import dev.canary.core.port.MetricsProvider;
import dev.canary.core.port.PortException;
import dev.canary.metrics.source.Bodies;
import dev.canary.metrics.source.StatusLine;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A Prometheus server, asked one instant query at a time (metrics chapter, section 5.1). Safe for
 * use by several threads.
 */
public final class PrometheusProvider implements MetricsProvider {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String PROBE = "vector(1)";

  /** Headers that belong to the connection. */
  private static final ImmutableSet<String> NOT_SENT =
      ImmutableSet.of("host", "content-length", "transfer-encoding", "trailer");

  private final HttpCaller http;
  private final String type;
  private final PrometheusAddress address;
  private final ImmutableMap<String, String> headers;
  private final boolean verifyTls;

  PrometheusProvider(
      HttpCaller http,
      String type,
      PrometheusAddress address,
      ImmutableMap<String, String> headers,
      boolean verifyTls) {
    this.http = http;
    this.type = type;
    this.address = address;
    this.headers = sent(headers, address);
    this.verifyTls = verifyTls;
  }

  /**
   * Returns the server at an address, without credentials but what the address holds.
   *
   * @throws dev.canary.core.port.SpecError if the address is not a URL
   */
  public static PrometheusProvider at(HttpCaller http, String address) {
    return new PrometheusProvider(
        http,
        PrometheusPlugin.TYPE,
        PrometheusAddress.of(PrometheusPlugin.TYPE, address),
        ImmutableMap.of(),
        true);
  }

  private static ImmutableMap<String, String> sent(
      ImmutableMap<String, String> headers, PrometheusAddress address) {
    Map<String, String> sent = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> {
          if (!NOT_SENT.contains(name.toLowerCase(Locale.ROOT))) {
            sent.put(name, value);
          }
        });
    if (sent.keySet().stream().noneMatch("authorization"::equalsIgnoreCase)) {
      address.userInfo().ifPresent(user -> sent.put("Authorization", basic(user)));
    }
    return ImmutableMap.copyOf(sent);
  }

  /** Returns the header value for {@code user:password}. */
  static String basic(String userAndPassword) {
    return "Basic "
        + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
  }

  /** Runs an instant query at the server's present; the window matters only inside the query. */
  @Override
  public Measurement measure(String query, Duration window) {
    return ask(query);
  }

  private Measurement ask(String query) {
    String url = address.url(query);
    HttpCaller.Answer answer;
    try {
      answer = http.send(request(url));
    } catch (PortException failed) {
      return new Measurement.ProviderError("request failed: " + failed.text());
    } catch (IllegalArgumentException notSent) {
      return new Measurement.ProviderError(
          "request failed: Get \"" + Bodies.quoted(url) + "\": " + notSent.getMessage());
    }
    if (answer.status() < 400) {
      return PrometheusAnswer.read(type, answer.body());
    }
    return refusal(
        answer.status(),
        "error response: Status "
            + StatusLine.of(answer.status())
            + ": "
            + Bodies.quoted(answer.body()));
  }

  private HttpCaller.Request request(String url) {
    URI uri = URI.create(url);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      throw new IllegalArgumentException("unsupported protocol scheme \"" + scheme + "\"");
    }
    return new HttpCaller.Request("GET", uri, headers, "", LIMIT, verifyTls);
  }

  /** The server blames the query with 400 and 422; everything else is its own trouble. */
  private static Measurement refusal(int status, String detail) {
    return status == 400 || status == 422
        ? new Measurement.QueryError(detail)
        : new Measurement.ProviderError(detail);
  }

  @Override
  public Optional<String> unavailable() {
    return switch (ask(PROBE)) {
      case Measurement.Value(double value) ->
          value == 1 ? Optional.empty() : Optional.of("value is not 1 for query: " + PROBE);
      case Measurement.NoData(String source, String detail) -> failed(detail);
      case Measurement.Stale(String source, String detail) -> failed(detail);
      case Measurement.ProviderError(String detail) -> failed(detail);
      case Measurement.QueryError(String detail) -> failed(detail);
      case Measurement.Unusable(String text) -> failed(text);
    };
  }

  private static Optional<String> failed(String detail) {
    return Optional.of("running query failed: " + detail);
  }
}
