package dev.canary.testkit.cluster.api.patch;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Strategic merge patch for built-in kinds: maps are merged, and so are lists whose elements have a
 * key; other lists are replaced.
 *
 * <p>Which lists have keys is decided by the field's name, as the types of the Kubernetes API
 * declare them ({@code patchMergeKey} in {@code k8s.io/api}). {@code $setElementOrder} is accepted
 * and has no effect: elements keep their order, new ones come last.
 */
public final class StrategicMergePatch {

  private static final String PATCH = "$patch";
  private static final String RETAIN_KEYS = "$retainKeys";
  private static final String DELETE_PRIMITIVES = "$deleteFromPrimitiveList/";
  private static final String ELEMENT_ORDER = "$setElementOrder/";

  private static final ImmutableMap<String, ImmutableList<String>> MERGE_KEYS =
      ImmutableMap.<String, ImmutableList<String>>builder()
          .put("containers", ImmutableList.of("name"))
          .put("initContainers", ImmutableList.of("name"))
          .put("ephemeralContainers", ImmutableList.of("name"))
          .put("env", ImmutableList.of("name"))
          .put("volumes", ImmutableList.of("name"))
          .put("volumeMounts", ImmutableList.of("mountPath"))
          .put("volumeDevices", ImmutableList.of("devicePath"))
          .put("ports", ImmutableList.of("containerPort", "port"))
          .put("imagePullSecrets", ImmutableList.of("name"))
          .put("secrets", ImmutableList.of("name"))
          .put("hostAliases", ImmutableList.of("ip"))
          .put("topologySpreadConstraints", ImmutableList.of("topologyKey"))
          .put("ownerReferences", ImmutableList.of("uid"))
          .put("conditions", ImmutableList.of("type"))
          .buildOrThrow();

  private static final String MERGED_PRIMITIVES = "finalizers";

  private StrategicMergePatch() {}

  /** Returns the target with the patch merged in. */
  public static Tree apply(Tree target, Tree patch) {
    return patch instanceof Tree.Obj(var changes) ? map(target, changes) : patch;
  }

  private static Tree map(Tree target, Map<String, Tree> changes) {
    String directive = changes.getOrDefault(PATCH, Tree.Null.NULL).textOr("");
    if (directive.equals("delete")) {
      return Tree.Obj.EMPTY;
    }
    Map<String, Tree> merged =
        directive.equals("replace") ? new LinkedHashMap<>() : new LinkedHashMap<>(target.fields());
    Optional.ofNullable(changes.get(RETAIN_KEYS))
        .ifPresent(keys -> merged.keySet().retainAll(keys.strings()));
    changes.forEach((key, change) -> change(merged, key, change));
    return Tree.object(merged);
  }

  private static void change(Map<String, Tree> merged, String key, Tree change) {
    if (key.equals(PATCH) || key.equals(RETAIN_KEYS) || key.startsWith(ELEMENT_ORDER)) {
      return;
    }
    if (key.startsWith(DELETE_PRIMITIVES)) {
      String list = key.substring(DELETE_PRIMITIVES.length());
      List<Tree> left = new ArrayList<>(merged.getOrDefault(list, Tree.Arr.EMPTY).items());
      left.removeAll(change.items());
      merged.put(list, Tree.array(left));
      return;
    }
    switch (change) {
      case Tree.Null() -> merged.remove(key);
      case Tree.Obj(var changes) ->
          merged.put(key, map(merged.getOrDefault(key, Tree.Obj.EMPTY), changes));
      case Tree.Arr(ImmutableList<Tree> elements) ->
          merged.put(key, list(key, merged.getOrDefault(key, Tree.Arr.EMPTY), elements));
      default -> merged.put(key, change);
    }
  }

  private static Tree list(String field, Tree target, ImmutableList<Tree> elements) {
    if (field.equals(MERGED_PRIMITIVES)) {
      return Tree.array(
          ImmutableList.copyOf(
              Stream.concat(target.items().stream(), elements.stream()).distinct().toList()));
    }
    Optional<String> mergeKey = mergeKey(field, elements);
    boolean replaced =
        elements.stream().anyMatch(element -> element.textOr("", PATCH).equals("replace"));
    if (mergeKey.isEmpty() || replaced) {
      return Tree.array(
          elements.stream()
              .filter(element -> element.at(PATCH).isEmpty())
              .map(element -> apply(Tree.Obj.EMPTY, element))
              .toList());
    }
    return keyed(mergeKey.get(), target, elements);
  }

  private static Tree keyed(String mergeKey, Tree target, ImmutableList<Tree> elements) {
    List<Tree> merged = new ArrayList<>(target.items());
    for (Tree element : elements) {
      int at = indexOf(merged, mergeKey, element);
      if (element.textOr("", PATCH).equals("delete")) {
        if (at >= 0) {
          merged.remove(at);
        }
      } else if (at >= 0) {
        merged.set(at, apply(merged.get(at), element));
      } else {
        merged.add(apply(Tree.Obj.EMPTY, element));
      }
    }
    return Tree.array(merged);
  }

  private static Optional<String> mergeKey(String field, ImmutableList<Tree> elements) {
    ImmutableList<String> candidates = MERGE_KEYS.getOrDefault(field, ImmutableList.of());
    return candidates.stream()
        .filter(
            key ->
                elements.stream()
                    .filter(element -> !element.textOr("", PATCH).equals("replace"))
                    .allMatch(element -> element.at(key).isPresent()))
        .findFirst();
  }

  private static int indexOf(List<Tree> elements, String mergeKey, Tree element) {
    Optional<Tree> wanted = element.at(mergeKey);
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i).at(mergeKey).equals(wanted)) {
        return i;
      }
    }
    return -1;
  }
}
