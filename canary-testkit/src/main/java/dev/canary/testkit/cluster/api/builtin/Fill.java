package dev.canary.testkit.cluster.api.builtin;

import static com.google.common.collect.ImmutableList.toImmutableList;

import dev.canary.core.tree.Tree;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Fills absent parts of trees. */
final class Fill {

  private Fill() {}

  /** Returns the tree with the value at the path if nothing stands there. */
  static Tree absent(Tree tree, Tree value, String... path) {
    return tree.at(path).isPresent() ? tree : tree.with(value, path);
  }

  /** Returns the tree with the change made to the object at the path, if there is one. */
  static Tree within(Tree tree, UnaryOperator<Tree> change, String... path) {
    Optional<Tree> part = tree.at(path).filter(Tree.Obj.class::isInstance);
    return part.isPresent() ? tree.with(change.apply(part.get()), path) : tree;
  }

  /** Returns the tree with the change made to each element of the list at the path. */
  static Tree each(Tree tree, UnaryOperator<Tree> change, String... path) {
    return tree.items(path).isEmpty()
        ? tree
        : tree.with(
            Tree.array(tree.items(path).stream().map(change).collect(toImmutableList())), path);
  }
}
