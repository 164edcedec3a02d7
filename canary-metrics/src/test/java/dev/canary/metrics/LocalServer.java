package dev.canary.metrics;

import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An HTTP server on loopback that answers as it is told and remembers the last request. */
public final class LocalServer implements AutoCloseable {

  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile String body = "";
  private volatile boolean silent;
  private volatile String uri = "";
  private volatile ImmutableMap<String, String> headers = ImmutableMap.of();
  private volatile int requests;

  private LocalServer(HttpServer server) {
    this.server = server;
  }

  /** Starts a server that answers 200 with nothing. */
  public static LocalServer start() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      LocalServer server = new LocalServer(http);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      http.createContext("/", server::handle);
      http.start();
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    requests++;
    uri = exchange.getRequestURI().toString();
    ImmutableMap.Builder<String, String> seen = ImmutableMap.builder();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> seen.put(name.toLowerCase(Locale.ROOT), values.getLast()));
    headers = seen.buildOrThrow();
    if (silent) {
      awaitClose();
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void awaitClose() {
    try {
      closed.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers every request so from now on. */
  public void answers(int newStatus, String newBody) {
    status = newStatus;
    body = newBody;
  }

  /** Answers with one series of that value. */
  public void answersValue(String value) {
    answers(200, vector(value));
  }

  /** Returns the answer of a Prometheus with one series per value. */
  public static String vector(String... values) {
    StringBuilder result = new StringBuilder();
    for (String value : values) {
      result
          .append(result.isEmpty() ? "" : ",")
          .append("{\"metric\":{\"n\":\"x\"},\"value\":[1700000000.781,\"")
          .append(value)
          .append("\"]}");
    }
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
        + result
        + "]}}";
  }

  /** Takes requests and leaves them without an answer. */
  public void fallsSilent() {
    silent = true;
  }

  /** Returns its address, without a path. */
  public String address() {
    return "http://" + authority();
  }

  /** Returns its host and port. */
  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns path and query of the last request as they were sent. */
  public String uri() {
    return uri;
  }

  /** Returns the decoded query of the last request. */
  public String query() {
    return URLDecoder.decode(uri.substring(uri.indexOf("query=") + 6), StandardCharsets.UTF_8);
  }

  /** Returns the headers of the last request, names in lower case. */
  public ImmutableMap<String, String> headers() {
    return headers;
  }

  /** Returns how many requests came. */
  public int requests() {
    return requests;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
