package dev.canary.testkit.cluster.podinfo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Answers the requests of one podinfo. */
final class PodinfoHandler implements HttpHandler {

  private static final int MAX_BODY = 1 << 20;
  private static final int MAX_DELAY_SECONDS = 60;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int LOWEST_STATUS = 200;
  private static final int HIGHEST_STATUS = 599;

  private record Reply(int status, Tree body) {}

  private final String hostname;
  private final String version;
  private final LongAdder requests = new LongAdder();
  private final CountDownLatch closed = new CountDownLatch(1);

  PodinfoHandler(String hostname, String version) {
    this.hostname = hostname;
    this.version = version;
  }

  String hostname() {
    return hostname;
  }

  String version() {
    return version;
  }

  long requests() {
    return requests.sum();
  }

  /** Ends all waits. */
  void close() {
    closed.countDown();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
      Reply reply = reply(exchange, new String(body, UTF_8));
      requests.increment();
      send(exchange, reply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(HttpExchange exchange, String body) throws InterruptedException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/status/")) {
      return status(path.substring("/status/".length()));
    }
    if (path.startsWith("/delay/")) {
      return delay(path.substring("/delay/".length()));
    }
    return switch (path) {
      case "/", "/api/info" -> new Reply(OK, info());
      case "/healthz", "/readyz" -> new Reply(OK, Tree.texts(ImmutableMap.of("status", "OK")));
      case "/version" ->
          new Reply(OK, Tree.texts(ImmutableMap.of("version", version, "commit", "embedded")));
      case "/env" ->
          new Reply(
              OK, Tree.strings(List.of("HOSTNAME=" + hostname, "PODINFO_VERSION=" + version)));
      case "/headers" -> new Reply(OK, headers(exchange));
      case "/echo", "/api/echo" -> new Reply(OK, Tree.of(body));
      case "/token" -> token(exchange.getRequestMethod(), body);
      default -> new Reply(NOT_FOUND, Tree.texts(ImmutableMap.of("error", "no page " + path)));
    };
  }

  private Tree info() {
    return Tree.members()
        .put("hostname", hostname)
        .put("version", version)
        .put("revision", "embedded")
        .put("color", "#34577c")
        .put("message", "greetings from podinfo v" + version)
        .build();
  }

  private static Tree headers(HttpExchange exchange) {
    Map<String, Tree> headers = new TreeMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, Tree.strings(values)));
    return Tree.object(headers);
  }

  private static Reply token(String method, String body) {
    if (!method.equals("POST")) {
      return new Reply(NOT_ALLOWED, Tree.texts(ImmutableMap.of("error", "POST a user name")));
    }
    String token = Hashing.sha256().hashString(body, UTF_8).toString();
    return new Reply(OK, Tree.texts(ImmutableMap.of("token", token)));
  }

  private static Reply status(String text) {
    int code = number(text);
    return code < LOWEST_STATUS || code > HIGHEST_STATUS
        ? bad("status", text, LOWEST_STATUS, HIGHEST_STATUS)
        : new Reply(code, Tree.members().put("status", code).build());
  }

  private Reply delay(String text) throws InterruptedException {
    int seconds = number(text);
    if (seconds < 0 || seconds > MAX_DELAY_SECONDS) {
      return bad("delay", text, 0, MAX_DELAY_SECONDS);
    }
    boolean stopped = closed.await(seconds, TimeUnit.SECONDS);
    return new Reply(OK, Tree.members().put("delay", seconds).put("cut", stopped).build());
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }

  private static Reply bad(String what, String text, int least, int most) {
    String error = "%s %s: give a whole number from %d to %d".formatted(what, text, least, most);
    return new Reply(BAD_REQUEST, Tree.texts(ImmutableMap.of("error", error)));
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    boolean bodiless = reply.status() == NO_CONTENT || reply.status() == NOT_MODIFIED;
    if (bodiless || exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    byte[] bytes = (Json.write(reply.body()) + "\n").getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
