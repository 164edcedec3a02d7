package dev.canary.testkit.cluster.api.builtin;

import static dev.canary.testkit.cluster.api.builtin.Fill.absent;

import dev.canary.core.tree.Tree;

/** What the server adds to namespaces. */
final class Namespaces {

  /**
   * The label that every namespace carries (source: the Kubernetes documentation of namespaces).
   */
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  private Namespaces() {}

  static Tree filled(Tree namespace) {
    boolean deleting = namespace.at("metadata", "deletionTimestamp").isPresent();
    Tree named =
        namespace.with(namespace.textOr("", "metadata", "name"), "metadata", "labels", NAME_LABEL);
    return absent(named, Tree.array(Tree.of("kubernetes")), "spec", "finalizers")
        .with(deleting ? "Terminating" : "Active", "status", "phase");
  }
}
