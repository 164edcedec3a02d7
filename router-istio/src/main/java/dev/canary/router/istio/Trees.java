package dev.canary.router.istio;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Arr;
import dev.canary.core.tree.Tree.Obj;
import java.util.Arrays;
import java.util.Optional;

/** Operations on trees that the renderers share. */
final class Trees {

  private Trees() {}

  /** Returns the tree with the members of every object in the order of their names. */
  static Tree sorted(Tree tree) {
    return switch (tree) {
      case Obj(ImmutableMap<String, Tree> members) ->
          Tree.object(ImmutableSortedMap.copyOf(Maps.transformValues(members, Trees::sorted)));
      case Arr(ImmutableList<Tree> elements) ->
          Tree.array(elements.stream().map(Trees::sorted).collect(toImmutableList()));
      default -> tree;
    };
  }

  /** Returns what stands at the path, sorted, unless it is an empty collection, text or null. */
  static Optional<Tree> given(Tree tree, String... path) {
    return tree.at(path).filter(value -> !isEmpty(value)).map(Trees::sorted);
  }

  /** Returns the tree with the value at the path; what is no object on the way is replaced. */
  static Tree set(Tree tree, Tree value, String... path) {
    Tree ready = tree;
    for (int depth = 1; depth < path.length; depth++) {
      String[] parent = Arrays.copyOf(path, depth);
      if (!(ready.at(parent).orElse(Obj.EMPTY) instanceof Obj)) {
        ready = ready.with(Obj.EMPTY, parent);
      }
    }
    return ready.with(value, path);
  }

  private static boolean isEmpty(Tree tree) {
    return switch (tree) {
      case Obj(ImmutableMap<String, Tree> members) -> members.isEmpty();
      case Arr(ImmutableList<Tree> elements) -> elements.isEmpty();
      case Tree.Str(String value) -> value.isEmpty();
      case Tree.Null() -> true;
      default -> false;
    };
  }
}
