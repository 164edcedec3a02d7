package dev.canary.testkit.cluster.api.http;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.resource.ScalePaths;
import java.util.List;
import java.util.stream.Collectors;

/** The {@code autoscaling/v1 Scale} view of an object. */
final class Scale {

  private final ScalePaths paths;

  Scale(ScalePaths paths) {
    this.paths = paths;
  }

  Tree of(Tree object) {
    Tree metadata = Tree.Obj.EMPTY;
    for (String key : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
      Tree base = metadata;
      metadata = object.at("metadata", key).map(value -> base.with(value, key)).orElse(metadata);
    }
    Tree.Members status = Tree.members().put("replicas", number(object, paths.statusReplicas()));
    String selector = selector(object);
    if (!selector.isEmpty()) {
      status.put("selector", selector);
    }
    return Tree.members()
        .put("kind", "Scale")
        .put("apiVersion", "autoscaling/v1")
        .put("metadata", metadata)
        .put("spec", Tree.members().put("replicas", number(object, paths.specReplicas())).build())
        .put("status", status.build())
        .build();
  }

  /** Returns the object with the replicas, and the version as precondition, of the scale. */
  Tree applied(Tree object, Tree scale) {
    Tree scaled =
        object.with(
            scale.wholeOr(0, "spec", "replicas"), paths.specReplicas().toArray(String[]::new));
    String version = scale.textOr("", "metadata", "resourceVersion");
    return version.isEmpty() ? scaled : scaled.with(version, "metadata", "resourceVersion");
  }

  private static long number(Tree object, List<String> path) {
    return object.wholeOr(0, path.toArray(String[]::new));
  }

  private String selector(Tree object) {
    Tree selector = paths.selector().flatMap(object::at).orElse(Tree.Obj.EMPTY);
    if (selector instanceof Tree.Str(String text)) {
      return text;
    }
    return selector.texts("matchLabels").entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .sorted()
        .collect(Collectors.joining(","));
  }
}
