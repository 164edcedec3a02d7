package dev.canary.testkit.cluster.api.http;

import com.google.common.base.Splitter;
import dev.canary.testkit.cluster.api.openapi.OpenApi;
import dev.canary.testkit.cluster.api.resource.Catalog;
import java.util.List;
import java.util.Optional;

/** Serves the documents under {@code /openapi}. */
final class OpenApiRoutes {

  private static final String PROTOBUF_V2 =
      "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

  private static final Splitter SLASHES = Splitter.on('/').omitEmptyStrings();

  private final OpenApi documents;

  OpenApiRoutes(Catalog catalog) {
    this.documents = new OpenApi(catalog);
  }

  /** Returns the document at the path; empty if it is not one of OpenAPI. */
  Optional<Reply> reply(Call call) {
    List<String> parts = SLASHES.splitToList(call.rawPath());
    if (parts.size() < 2 || !parts.getFirst().equals("openapi")) {
      return Optional.empty();
    }
    if (parts.get(1).equals("v2")) {
      return Optional.of(swagger(call));
    }
    return switch (parts.size()) {
      case 2 -> Optional.of(Reply.json(200, documents.index()));
      case 4 -> documents.document("", parts.get(3)).map(document -> Reply.json(200, document));
      case 5 ->
          documents.document(parts.get(3), parts.get(4)).map(document -> Reply.json(200, document));
      default -> Optional.empty();
    };
  }

  /** kubectl reads version 2 as protobuf only: the empty message is a document without kinds. */
  private Reply swagger(Call call) {
    return call.accept().contains("proto-openapi.spec.v2")
        ? Reply.text(200, "").as(PROTOBUF_V2)
        : Reply.json(200, documents.swagger());
  }
}
