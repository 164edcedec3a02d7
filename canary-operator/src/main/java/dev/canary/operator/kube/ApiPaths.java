package dev.canary.operator.kube;

import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the API server serves what. */
final class ApiPaths {

  private ApiPaths() {}

  /**
   * Returns the path of a collection.
   *
   * @param namespace empty for all namespaces
   */
  static String collection(ResourceType type, String namespace) {
    String root =
        type.group().isEmpty()
            ? "/api/" + escaped(type.version())
            : "/apis/" + escaped(type.group()) + "/" + escaped(type.version());
    String scope =
        type.namespaced() && !namespace.isEmpty() ? "/namespaces/" + escaped(namespace) : "";
    return root + scope + "/" + escaped(type.plural());
  }

  /** Returns the path of an object. */
  static String object(ObjectKey key) {
    return collection(key.type(), key.namespace()) + "/" + escaped(key.name());
  }

  /** Returns the text as it may stand in a path or a query. */
  static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
