package dev.canary.router.istio;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** Labels and annotations that the router writes, by key (router chapter, sections 1.4 and 2.2). */
final class Metadata {

  static final String LABELS = "labels";
  static final String ANNOTATIONS = "annotations";

  /** What kubectl applied last; Flagger and this router restore it on release. */
  static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /** The spec from before the takeover, as JSON. */
  static final String BACKUP = "flagger.kubernetes.io/original-configuration";

  /** The labels and annotations from before the takeover that the router has changed, as JSON. */
  static final String ORIGINAL = "canary.dev/original-metadata";

  /** Proof of creation where owner references are off: the canary as {@code namespace/name}. */
  static final String CREATED_FOR = "canary.dev/created-for";

  /** Token of the last fenced write. */
  static final String FENCE = "canary.dev/fence";

  /** Annotations that keep GitOps tools from reverting the object. */
  static final ImmutableMap<String, String> MARKERS =
      ImmutableMap.of(
          "kustomize.toolkit.fluxcd.io/reconcile", "disabled",
          "helm.toolkit.fluxcd.io/driftDetection", "disabled");

  private static final ImmutableSet<String> RESERVED =
      ImmutableSet.of(APPLIED, BACKUP, ORIGINAL, CREATED_FOR, FENCE);

  private Metadata() {}

  /** Returns the labels of a VirtualService. */
  static ImmutableMap<String, String> labels(RouteTarget target) {
    return ImmutableSortedMap.copyOf(target.labels());
  }

  /** Returns the annotations of a VirtualService: the user's, but for reserved ones; markers. */
  static ImmutableMap<String, String> annotations(RouteTarget target) {
    return ImmutableMap.<String, String>builder()
        .putAll(
            ImmutableSortedMap.copyOf(
                Maps.filterKeys(target.annotations(), key -> !RESERVED.contains(key))))
        .putAll(MARKERS)
        .buildKeepingLast();
  }

  static Tree withAll(Tree object, String kind, ImmutableMap<String, String> wanted) {
    Tree tree = object;
    for (var entry : wanted.entrySet()) {
      tree = with(tree, kind, entry.getKey(), Optional.of(Tree.of(entry.getValue())));
    }
    return tree;
  }

  static Tree annotated(Tree object, String key, String value) {
    return with(object, ANNOTATIONS, key, Optional.of(Tree.of(value)));
  }

  /** Returns the object with the key set or removed; a map that becomes empty goes as well. */
  static Tree with(Tree object, String kind, String key, Optional<Tree> value) {
    if (object.at("metadata", kind, key).equals(value)) {
      return object;
    }
    if (value.isPresent()) {
      return Trees.set(object, value.get(), "metadata", kind, key);
    }
    Tree rest = object.without("metadata", kind, key);
    return rest.fields("metadata", kind).isEmpty() ? rest.without("metadata", kind) : rest;
  }

  static Optional<String> annotation(Tree object, String key) {
    return object.text("metadata", ANNOTATIONS, key);
  }
}
