package dev.canary.testkit.cluster.prometheus.http;

import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.prometheus.store.SampleStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Serves the API on a free port of the loopback address. At most {@value #MAX_REQUESTS} requests
 * run at once and bodies have at most {@value #MAX_BODY_BYTES} bytes; more is refused.
 */
public final class ApiServer implements AutoCloseable {
  static final int MAX_REQUESTS = 64;
  static final int MAX_BODY_BYTES = 1 << 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore permits = new Semaphore(MAX_REQUESTS);
  private final ImmutableMap<String, Function<Parameters, Tree>> data;

  private ApiServer(HttpServer server, SampleStore store, InstantSource clock) {
    this.server = server;
    QueryApi queries = new QueryApi(store, clock);
    this.data =
        ImmutableMap.of(
            "/api/v1/query",
            queries::instant,
            "/api/v1/query_range",
            queries::range,
            "/api/v1/status/buildinfo",
            unused -> buildInfo(),
            "/api/v1/status/flags",
            unused -> flags());
  }

  /**
   * Starts the server.
   *
   * @param clock the time of queries that give none
   * @throws UncheckedIOException if no port can be bound
   */
  public static ApiServer start(SampleStore store, InstantSource clock) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ApiServer server = new ApiServer(http, store, clock);
      http.setExecutor(server.threads);
      http.createContext("/", server::handle);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot serve the Prometheus API on loopback", e);
    }
  }

  /** Returns where the API is, without a path. */
  public URI url() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  /** Stops serving at once. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/-/ready") || path.equals("/-/healthy")) {
        String word = path.equals("/-/ready") ? "Ready" : "Healthy";
        send(exchange, 200, "text/plain; charset=utf-8", "Prometheus Server is " + word + ".\n");
        return;
      }
      int status = 200;
      Tree answer;
      try {
        answer =
            Tree.members().put("status", "success").put("data", answer(exchange, path)).build();
      } catch (ApiException e) {
        status = e.status();
        answer = error(e.type(), String.valueOf(e.getMessage()));
      } catch (RuntimeException | StackOverflowError e) { // the latter from a regular expression
        status = 500;
        answer = error("internal", e.toString());
      }
      send(exchange, status, "application/json", Json.write(answer));
    }
  }

  private Tree answer(HttpExchange exchange, String path) throws IOException {
    Function<Parameters, Tree> endpoint = data.get(path);
    if (endpoint == null) {
      throw ApiException.notFound(path);
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("POST")) {
      throw ApiException.notAllowed(method);
    }
    if (!permits.tryAcquire()) {
      throw ApiException.tooMany(MAX_REQUESTS);
    }
    try {
      String query = exchange.getRequestURI().getRawQuery();
      String body = method.equals("POST") ? body(exchange) : "";
      return endpoint.apply(Parameters.decode(body, query == null ? "" : query));
    } finally {
      permits.release();
    }
  }

  private static String body(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw ApiException.tooLarge(MAX_BODY_BYTES);
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static Tree error(String type, String message) {
    return Tree.members()
        .put("status", "error")
        .put("errorType", type)
        .put("error", message)
        .build();
  }

  private static Tree buildInfo() {
    return Tree.members().put("version", "2.42.0").put("revision", "canary-testkit").build();
  }

  private static Tree flags() {
    return Tree.members()
        .put("query.lookback-delta", "5m")
        .put("query.timeout", "2m")
        .put("query.max-concurrency", Integer.toString(MAX_REQUESTS))
        .build();
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
