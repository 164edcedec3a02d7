package dev.canary.testkit.cluster.api.patch;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads and rebuilds trees along JSON pointers (RFC 6901), by the rules of JSON patch. */
final class Pointers {

  private static final String END = "-";

  private Pointers() {}

  static Optional<Tree> find(Tree tree, List<String> path) {
    return tree.at(path);
  }

  static Tree get(Tree tree, List<String> path) {
    return find(tree, path).orElseThrow(() -> missing(path));
  }

  static Tree add(Tree tree, List<String> path, Tree value) {
    if (path.isEmpty()) {
      return value;
    }
    return inParent(
        tree,
        path,
        (Tree parent) ->
            switch (parent) {
              case Tree.Obj(var members) -> {
                Map<String, Tree> changed = new LinkedHashMap<>(members);
                changed.put(path.getLast(), value);
                yield Tree.object(changed);
              }
              case Tree.Arr(ImmutableList<Tree> elements) -> {
                List<Tree> changed = new ArrayList<>(elements);
                String key = path.getLast();
                changed.add(
                    key.equals(END) ? elements.size() : index(path, elements.size() + 1), value);
                yield Tree.array(changed);
              }
              default -> throw missing(path);
            });
  }

  static Tree replace(Tree tree, List<String> path, Tree value) {
    if (find(tree, path).isEmpty()) {
      throw missing(path);
    }
    return tree.equals(value) ? tree : with(tree, path, value);
  }

  static Tree remove(Tree tree, List<String> path) {
    if (path.isEmpty() || find(tree, path).isEmpty()) {
      throw missing(path);
    }
    return tree.without(path.toArray(String[]::new));
  }

  private static Tree with(Tree tree, List<String> path, Tree value) {
    return path.isEmpty() ? value : tree.with(value, path.toArray(String[]::new));
  }

  private static Tree inParent(Tree tree, List<String> path, Function<Tree, Tree> change) {
    List<String> parentPath = path.subList(0, path.size() - 1);
    Tree parent = find(tree, parentPath).orElseThrow(() -> missing(path));
    return with(tree, parentPath, change.apply(parent));
  }

  private static int index(List<String> path, int size) {
    try {
      int index = Integer.parseUnsignedInt(path.getLast());
      if (index < size) {
        return index;
      }
    } catch (NumberFormatException notAnIndex) {
      // falls through to the same failure as an index out of range
    }
    throw missing(path);
  }

  private static PatchException missing(List<String> path) {
    return PatchException.unfit("path /" + String.join("/", path) + " does not exist");
  }
}
