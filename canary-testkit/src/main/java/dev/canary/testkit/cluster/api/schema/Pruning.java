package dev.canary.testkit.cluster.api.schema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Removes fields that a schema does not know. */
final class Pruning {

  private static final ImmutableSet<String> OF_EVERY_OBJECT =
      ImmutableSet.of("apiVersion", "kind", "metadata");

  private final Consumer<String> unknown;

  Pruning(Consumer<String> unknown) {
    this.unknown = unknown;
  }

  Tree root(Node node, Tree object) {
    return object instanceof Tree.Obj(var members) ? object(node, members, "", true) : object;
  }

  private Tree pruned(Node node, Tree tree, String path) {
    return switch (tree) {
      case Tree.Obj(var members) -> object(node, members, path, node.flags().embedded());
      case Tree.Arr(ImmutableList<Tree> elements) when node.items().isPresent() -> {
        List<Tree> kept = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
          kept.add(pruned(node.items().get(), elements.get(i), path + "[" + i + "]"));
        }
        yield Tree.array(kept);
      }
      default -> tree;
    };
  }

  private Tree object(
      Node node, ImmutableMap<String, Tree> members, String path, boolean resource) {
    Map<String, Tree> kept = new LinkedHashMap<>();
    members.forEach(
        (key, value) -> {
          String at = path.isEmpty() ? key : path + "." + key;
          Optional<Node> member = node.member(key);
          if (resource && OF_EVERY_OBJECT.contains(key)) {
            kept.put(key, value);
          } else if (member.isPresent()) {
            kept.put(key, pruned(member.get(), value, at));
          } else if (node.flags().preserveUnknown()) {
            kept.put(key, value);
          } else {
            unknown.accept(at);
          }
        });
    return Tree.object(kept);
  }
}
