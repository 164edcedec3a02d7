package dev.canary.testkit.cluster.api.http;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.JsonException;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Reason;
import dev.canary.testkit.cluster.api.protobuf.Protobuf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads request bodies. */
final class Bodies {

  /** The limit of kube-apiserver for one request, in bytes. */
  static final int MAX_BYTES = 3 * 1024 * 1024;

  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

  private Bodies() {}

  /** Returns the body as text, one in protobuf as JSON. */
  static String text(InputStream body, String contentType) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw ApiException.of(
          Reason.TOO_LARGE, "Request entity too large: limit is " + MAX_BYTES + " bytes");
    }
    return contentType.startsWith(PROTOBUF)
        ? Json.write(Protobuf.read(bytes).orElseThrow(Bodies::unknownFormat))
        : new String(bytes, StandardCharsets.UTF_8);
  }

  static Tree tree(String text, String contentType) {
    try {
      return contentType.contains("yaml") ? Yaml.read(text) : Json.read(text);
    } catch (JsonException malformed) {
      throw ApiException.of(
          Reason.BAD_REQUEST, "the body is not well formed: " + malformed.getMessage());
    }
  }

  private static ApiException unknownFormat() {
    return ApiException.of(
        Reason.UNSUPPORTED_MEDIA_TYPE,
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json, application/yaml");
  }
}
