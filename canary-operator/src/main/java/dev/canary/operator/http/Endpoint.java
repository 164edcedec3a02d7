package dev.canary.operator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The process's own endpoint: {@code /healthz}, {@code /readyz} and {@code /metrics}. */
public final class Endpoint implements AutoCloseable {

  private static final String PLAIN = "text/plain; charset=utf-8";

  private final HttpServer server;
  private final Supplier<String> metrics;

  /**
   * Starts serving.
   *
   * @param port where; 0 for any
   * @param metrics what {@code /metrics} shows, in the Prometheus text format
   * @param ready whether {@code /readyz} says so
   * @throws UncheckedIOException if the port is taken
   */
  public Endpoint(int port, Supplier<String> metrics, BooleanSupplier ready) {
    this.metrics = metrics;
    try {
      server = HttpServer.create(new InetSocketAddress(port), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException("cannot listen on port " + port, taken);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/healthz", exchange -> text(exchange, "/healthz", 200, "OK"));
    server.createContext("/readyz", exchange -> ready(exchange, ready.getAsBoolean()));
    server.createContext("/metrics", this::metrics);
    server.start();
  }

  private static void ready(HttpExchange exchange, boolean ready) throws IOException {
    text(exchange, "/readyz", ready ? 200 : 503, ready ? "OK" : "watches are not in sync yet");
  }

  /** Returns the port that is served. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void metrics(HttpExchange exchange) throws IOException {
    if (exact(exchange, "/metrics")) {
      byte[] body = metrics.get().getBytes(StandardCharsets.UTF_8);
      answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", body);
    } else {
      notFound(exchange);
    }
  }

  private static void text(HttpExchange exchange, String path, int status, String text)
      throws IOException {
    if (exact(exchange, path)) {
      answer(exchange, status, PLAIN, text.getBytes(StandardCharsets.UTF_8));
    } else {
      notFound(exchange);
    }
  }

  private static void notFound(HttpExchange exchange) throws IOException {
    answer(exchange, 404, PLAIN, "not found".getBytes(StandardCharsets.UTF_8));
  }

  /** A context of the JDK's server also receives what merely starts like it. */
  private static boolean exact(HttpExchange exchange, String path) {
    return exchange.getRequestURI().getPath().equals(path);
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
