package dev.canary.testkit.cluster.api.patch;

import dev.canary.core.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON merge patch (RFC 7386). */
public final class MergePatch {

  private MergePatch() {}

  /** Returns the target with the patch merged in; a {@code null} removes a member. */
  public static Tree apply(Tree target, Tree patch) {
    if (!(patch instanceof Tree.Obj(var changes))) {
      return patch;
    }
    Map<String, Tree> merged = new LinkedHashMap<>(target.fields());
    changes.forEach(
        (key, change) -> {
          if (change instanceof Tree.Null) {
            merged.remove(key);
          } else {
            merged.put(key, apply(merged.getOrDefault(key, Tree.Obj.EMPTY), change));
          }
        });
    return Tree.object(merged);
  }
}
