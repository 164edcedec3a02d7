package dev.canary.core.tree;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import dev.canary.core.tree.Tree.Arr;
import dev.canary.core.tree.Tree.Change;
import dev.canary.core.tree.Tree.Obj;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks, rebuilds and compares trees along paths. */
final class Paths {

  private Paths() {}

  static Optional<Tree> at(Tree root, List<String> path) {
    Tree tree = root;
    for (String key : path) {
      Tree child = child(tree, key);
      if (child == null) {
        return Optional.empty();
      }
      tree = child;
    }
    return Optional.of(tree);
  }

  static Tree with(Tree tree, List<String> path, Tree value) {
    if (path.isEmpty()) {
      return value;
    }
    String key = path.getFirst();
    List<String> rest = path.subList(1, path.size());
    return switch (tree) {
      case Obj(ImmutableMap<String, Tree> members) -> {
        Map<String, Tree> changed = new LinkedHashMap<>(members);
        changed.put(key, with(members.getOrDefault(key, Obj.EMPTY), rest, value));
        yield Tree.object(changed);
      }
      case Arr(ImmutableList<Tree> elements) -> {
        int index = index(key);
        if (index < 0 || index >= elements.size()) {
          throw new IllegalArgumentException(
              "no element " + key + " in an array of " + elements.size());
        }
        List<Tree> changed = new ArrayList<>(elements);
        changed.set(index, with(elements.get(index), rest, value));
        yield Tree.array(changed);
      }
      default -> throw new IllegalArgumentException("cannot set " + path + " inside " + tree);
    };
  }

  static Tree without(Tree tree, List<String> path) {
    Tree child = path.isEmpty() ? null : child(tree, path.getFirst());
    if (child == null) {
      return tree;
    }
    String key = path.getFirst();
    boolean last = path.size() == 1;
    Tree shrunk = last ? child : without(child, path.subList(1, path.size()));
    return switch (tree) {
      case Obj(ImmutableMap<String, Tree> members) -> {
        Map<String, Tree> changed = new LinkedHashMap<>(members);
        if (last) {
          changed.remove(key);
        } else {
          changed.put(key, shrunk);
        }
        yield Tree.object(changed);
      }
      case Arr(ImmutableList<Tree> elements) -> {
        List<Tree> changed = new ArrayList<>(elements);
        if (last) {
          changed.remove(index(key));
        } else {
          changed.set(index(key), shrunk);
        }
        yield Tree.array(changed);
      }
      default -> tree;
    };
  }

  static ImmutableList<Change> diff(Tree before, Tree after) {
    ImmutableList.Builder<Change> changes = ImmutableList.builder();
    collect(ImmutableList.of(), before, after, changes);
    return changes.build();
  }

  private static void collect(
      ImmutableList<String> path,
      @Nullable Tree before,
      @Nullable Tree after,
      ImmutableList.Builder<Change> changes) {
    if (before instanceof Obj(var old) && after instanceof Obj(var fresh)) {
      for (String key : Sets.union(old.keySet(), fresh.keySet())) {
        collect(extend(path, key), old.get(key), fresh.get(key), changes);
      }
    } else if (before instanceof Arr(var old)
        && after instanceof Arr(var fresh)
        && old.size() == fresh.size()) {
      for (int i = 0; i < old.size(); i++) {
        collect(extend(path, Integer.toString(i)), old.get(i), fresh.get(i), changes);
      }
    } else if (before == null || !before.equals(after)) {
      changes.add(new Change(path, before, after));
    }
  }

  private static ImmutableList<String> extend(ImmutableList<String> path, String key) {
    return ImmutableList.<String>builder().addAll(path).add(key).build();
  }

  private static @Nullable Tree child(Tree tree, String key) {
    return switch (tree) {
      case Obj(ImmutableMap<String, Tree> members) -> members.get(key);
      case Arr(ImmutableList<Tree> elements) -> {
        int index = index(key);
        yield index >= 0 && index < elements.size() ? elements.get(index) : null;
      }
      default -> null;
    };
  }

  private static int index(String key) {
    try {
      return Integer.parseUnsignedInt(key);
    } catch (NumberFormatException notAnIndex) {
      return -1;
    }
  }
}
