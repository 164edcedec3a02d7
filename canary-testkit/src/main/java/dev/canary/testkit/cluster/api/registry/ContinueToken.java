package dev.canary.testkit.cluster.api.registry;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.JsonException;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a list goes on.
 *
 * @param version the version that the first part was read at
 * @param namespace of the last object of the part before
 * @param name of the last object of the part before
 */
record ContinueToken(long version, String namespace, String name) {

  String encoded() {
    Tree tree =
        Tree.members().put("v", version).put("namespace", namespace).put("name", name).build();
    byte[] text = Json.write(tree).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  static ContinueToken decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      Tree tree = Json.read(new String(bytes, StandardCharsets.UTF_8));
      return new ContinueToken(
          tree.wholeOr(0, "v"), tree.textOr("", "namespace"), tree.textOr("", "name"));
    } catch (IllegalArgumentException | JsonException malformed) {
      throw ApiException.of(
          Reason.BAD_REQUEST, "continue key is not valid: " + malformed.getMessage());
    }
  }
}
