package dev.canary.operator.workload;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Arr;
import dev.canary.core.tree.Tree.Obj;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Tree edits that the classes here share. */
final class Trees {

  private Trees() {}

  /**
   * Changes every value that a pattern leads to.
   *
   * @param pattern keys separated by dots; {@code *} is every element of an array
   */
  static Tree replaceAll(Tree root, String pattern, UnaryOperator<Tree> change) {
    return replaceAll(root, List.of(pattern.split("\\.")), change);
  }

  private static Tree replaceAll(Tree tree, List<String> pattern, UnaryOperator<Tree> change) {
    if (pattern.isEmpty()) {
      return change.apply(tree);
    }
    List<String> rest = pattern.subList(1, pattern.size());
    if (pattern.getFirst().equals("*")) {
      return tree instanceof Arr(ImmutableList<Tree> elements)
          ? Tree.array(elements.stream().map(e -> replaceAll(e, rest, change)).toList())
          : tree;
    }
    return tree.at(pattern.getFirst())
        .map(child -> tree.with(replaceAll(child, rest, change), pattern.getFirst()))
        .orElse(tree);
  }

  /** Sets a member or, without a value, takes it away. */
  static Tree set(Tree tree, Optional<? extends Tree> value, String... path) {
    return value.isPresent() ? tree.with(value.get(), path) : tree.without(path);
  }

  /** Sets a map of strings; an empty one is no member at all. */
  static Tree setTexts(Tree tree, Map<String, String> texts, String... path) {
    return texts.isEmpty() ? tree.without(path) : tree.with(Tree.texts(texts), path);
  }

  /** Returns the members of both; on the same name the second wins. */
  static ImmutableMap<String, String> merged(
      Map<String, String> first, Map<String, String> second) {
    Map<String, String> all = new LinkedHashMap<>(first);
    all.putAll(second);
    return ImmutableMap.copyOf(all);
  }

  /** Returns an object with nothing but type and name, to be created. */
  static Tree object(ObjectKey key) {
    return Tree.members()
        .put("apiVersion", key.type().apiVersion())
        .put("kind", key.type().kind())
        .put(
            "metadata",
            Tree.members().put("name", key.name()).put("namespace", key.namespace()).build())
        .build();
  }

  /** Returns the value, or an empty object. */
  static Tree orEmpty(Optional<Tree> tree) {
    return tree.orElse(Obj.EMPTY);
  }
}
