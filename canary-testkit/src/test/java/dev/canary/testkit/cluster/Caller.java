package dev.canary.testkit.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Calls names of a cluster through one of its proxies. */
public final class Caller implements AutoCloseable {

  private final HttpClient http;

  public Caller(URI proxy) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())))
            .build();
  }

  public HttpResponse<String> get(String url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  public HttpResponse<String> post(String url, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the version of the podinfo that answers; empty if it is the proxy that answers. */
  public String version(String url, String... headers) {
    HttpResponse<String> answer = get(url, headers);
    return answer.statusCode() == 200 ? Json.read(answer.body()).textOr("", "version") : "";
  }

  /** Returns the one value of a query to the cluster's Prometheus; empty if there is none. */
  public Optional<Double> query(String promQl) {
    String url =
        "http://prometheus.istio-system:9090/api/v1/query?query="
            + URLEncoder.encode(promQl, UTF_8);
    Tree answer = Json.read(get(url).body());
    return answer.items("data", "result").stream()
        .map(result -> Double.parseDouble(result.textOr("NaN", "value", "1")))
        .filter(value -> !value.isNaN())
        .findFirst();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
