package dev.canary.operator.kube;

import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Null;
import dev.canary.core.tree.Tree.Obj;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The smallest JSON merge patch (RFC 7396) from one tree to another: only members that differ,
 * arrays as a whole, removals as {@code null}.
 */
final class MergePatch {

  private MergePatch() {}

  /** Returns the patch, or empty if nothing differs. */
  static Optional<Tree> between(Tree seen, Tree wanted) {
    if (seen instanceof Obj(var before) && wanted instanceof Obj(var after)) {
      Map<String, Tree> patch = new LinkedHashMap<>();
      before.keySet().stream()
          .filter(name -> !after.containsKey(name))
          .forEach(name -> patch.put(name, Null.NULL));
      after.forEach((name, value) -> member(before.get(name), value, name, patch));
      return patch.isEmpty() ? Optional.empty() : Optional.of(Tree.object(patch));
    }
    return seen.equals(wanted) ? Optional.empty() : Optional.of(wanted);
  }

  private static void member(
      @Nullable Tree before, Tree after, String name, Map<String, Tree> patch) {
    if (before == null) {
      patch.put(name, after);
    } else {
      between(before, after).ifPresent(value -> patch.put(name, value));
    }
  }

  /** Returns the patch with the version that it applies to as its precondition. */
  static Tree onVersion(Tree patch, String version) {
    return patch.with(version, "metadata", "resourceVersion");
  }
}
