package dev.canary.operator.http;

import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on loopback that answers by a function and remembers what it was asked. */
final class TestServer implements AutoCloseable {

  /** What it was asked. */
  record Asked(String method, String path, ImmutableMap<String, String> headers, String body) {}

  /** What it says. */
  record Says(int status, ImmutableMap<String, String> headers, String body) {
    static Says status(int status, String body) {
      return new Says(status, ImmutableMap.of(), body);
    }

    static Says redirect(int status, String location) {
      return new Says(status, ImmutableMap.of("Location", location), "");
    }
  }

  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  TestServer(Function<Asked, Says> answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> handle(exchange, answer));
    server.start();
  }

  private void handle(HttpExchange exchange, Function<Asked, Says> answer) throws IOException {
    try (exchange) {
      Asked request = asked(exchange);
      asked.add(request);
      Says says = answer.apply(request);
      says.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = says.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(says.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Asked asked(HttpExchange exchange) throws IOException {
    ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new Asked(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        headers.buildOrThrow(),
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  List<Asked> asked() {
    return asked;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
