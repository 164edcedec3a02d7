package dev.canary.testkit.cluster.api.schema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills absent fields with their defaults.
 *
 * <p>A {@code null} in a field that has a default and is not nullable counts as absent (source:
 * "Defaulting and Nullable" in the Kubernetes documentation of CRDs).
 */
final class Defaulting {

  private Defaulting() {}

  static Tree applied(Node node, Tree tree) {
    return switch (tree) {
      case Tree.Obj(var members) -> object(node, members);
      case Tree.Arr(ImmutableList<Tree> elements) when node.items().isPresent() -> {
        Node items = node.items().get();
        yield Tree.array(elements.stream().map(element -> applied(items, element)).toList());
      }
      default -> tree;
    };
  }

  private static Tree object(Node node, ImmutableMap<String, Tree> members) {
    Map<String, Tree> filled = new LinkedHashMap<>(members);
    node.properties()
        .forEach(
            (key, property) ->
                property
                    .defaultValue()
                    .filter(value -> absent(property, filled.get(key)))
                    .ifPresent(value -> filled.put(key, value)));
    filled.replaceAll(
        (key, value) -> {
          Optional<Node> member = node.member(key);
          return member.isPresent() ? applied(member.get(), value) : value;
        });
    return Tree.object(filled);
  }

  private static boolean absent(Node property, @Nullable Tree value) {
    return value == null || (value instanceof Tree.Null && !property.flags().nullable());
  }
}
