package dev.canary.testkit.cluster.proxy;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What a proxy answers.
 *
 * @param headers by lower-case name; those of one connection are added on sending
 */
record Reply(int status, ListMultimap<String, String> headers, Body body) {

  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  /** Returns an answer of the proxy itself. */
  static Reply text(int status, String text) {
    return new Reply(
        status,
        ImmutableListMultimap.of("content-type", "text/plain; charset=utf-8"),
        Body.of(text + "\n"));
  }

  /** Sends the answer. */
  void send(HttpExchange exchange) throws IOException {
    headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head || body.length() == 0 || status == NO_CONTENT || status == NOT_MODIFIED) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length());
    try (OutputStream out = exchange.getResponseBody()) {
      body.writeTo(out);
    }
  }
}
