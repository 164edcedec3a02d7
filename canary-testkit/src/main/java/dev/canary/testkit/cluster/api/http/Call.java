package dev.canary.testkit.cluster.api.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.traffic.RequestInfo;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as received.
 *
 * @param path empty if the request is not about objects
 * @param webSocket whether the client asks to speak WebSocket; not so for {@code Upgrade: h2c}
 */
record Call(
    String method,
    String rawPath,
    Optional<ApiPath> path,
    Query query,
    String accept,
    String contentType,
    String userAgent,
    boolean webSocket,
    String body) {

  static Call of(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    String rawPath = exchange.getRequestURI().getRawPath();
    return new Call(
        exchange.getRequestMethod(),
        rawPath,
        ApiPath.parse(rawPath),
        Query.parse(exchange.getRequestURI().getRawQuery()),
        header(headers, "Accept"),
        header(headers, "Content-Type"),
        header(headers, "User-Agent"),
        header(headers, "Upgrade").equalsIgnoreCase("websocket"),
        Bodies.text(exchange.getRequestBody(), header(headers, "Content-Type")));
  }

  Tree tree() {
    return Bodies.tree(body, contentType);
  }

  RequestInfo info() {
    if (path.isEmpty()) {
      return new RequestInfo(method.toLowerCase(Locale.ROOT), "", rawPath, "", "", "", userAgent);
    }
    ApiPath at = path.get();
    return new RequestInfo(
        verb(at),
        at.group(),
        at.resource(),
        at.subresource(),
        at.namespace(),
        at.name(),
        userAgent);
  }

  boolean watch() {
    return query.isTrue("watch");
  }

  private String verb(ApiPath at) {
    boolean collection = at.name().isEmpty();
    return switch (method) {
      case "GET", "HEAD" ->
          watch() ? (webSocket ? "websocket" : "watch") : collection ? "list" : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> collection ? "deletecollection" : "delete";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }

  private static String header(Headers headers, String name) {
    String value = headers.getFirst(name);
    return value == null ? "" : value;
  }
}
