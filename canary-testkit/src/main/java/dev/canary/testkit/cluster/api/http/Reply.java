package dev.canary.testkit.cluster.api.http;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;

/**
 * A complete answer.
 *
 * @param headers besides the content type
 */
record Reply(int code, String contentType, String body, ImmutableMap<String, String> headers) {

  static final String JSON = "application/json";

  static Reply json(int code, Tree body) {
    return new Reply(code, JSON, Json.write(body), ImmutableMap.of());
  }

  static Reply text(int code, String body) {
    return new Reply(code, "text/plain; charset=utf-8", body, ImmutableMap.of());
  }

  Reply as(String otherType) {
    return new Reply(code, otherType, body, headers);
  }

  Reply with(String header, String value) {
    return new Reply(
        code,
        contentType,
        body,
        ImmutableMap.<String, String>builder()
            .putAll(headers)
            .put(header, value)
            .buildKeepingLast());
  }
}
