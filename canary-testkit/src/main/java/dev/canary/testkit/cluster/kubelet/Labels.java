package dev.canary.testkit.cluster.kubelet;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** Reads labels, owners and times of objects. */
final class Labels {

  /** The pod annotation with the loopback port behind which the pod's program answers. */
  static final String PORT = "cluster.canary.dev/port";

  /** The label that ties pods to the template they were made from. */
  static final String TEMPLATE_HASH = "pod-template-hash";

  private Labels() {}

  /** Returns whether the labels have all those wanted; an empty selector matches nothing. */
  static boolean match(ImmutableMap<String, String> selector, Tree object) {
    return !selector.isEmpty()
        && object.texts("metadata", "labels").entrySet().containsAll(selector.entrySet());
  }

  /** Returns the name of the object that controls this one, if its kind is that. */
  static Optional<String> controller(Tree object, String kind) {
    return object.items("metadata", "ownerReferences").stream()
        .filter(owner -> owner.isTrue("controller") && owner.textOr("", "kind").equals(kind))
        .flatMap(owner -> owner.text("name").stream())
        .findFirst();
  }

  /** Returns the reference by which an object names the one that controls it. */
  static Tree ownedBy(Tree owner) {
    return Tree.array(
        Tree.members()
            .put("apiVersion", owner.textOr("", "apiVersion"))
            .put("kind", owner.textOr("", "kind"))
            .put("name", owner.textOr("", "metadata", "name"))
            .put("uid", owner.textOr("", "metadata", "uid"))
            .put("controller", true)
            .put("blockOwnerDeletion", true)
            .build());
  }

  /** Returns whether the pod's condition {@code Ready} is true and the pod is not going away. */
  static boolean ready(Tree pod) {
    return pod.text("metadata", "deletionTimestamp").isEmpty()
        && pod.items("status", "conditions").stream()
            .anyMatch(
                condition ->
                    condition.textOr("", "type").equals("Ready")
                        && condition.textOr("", "status").equals("True"));
  }
}
