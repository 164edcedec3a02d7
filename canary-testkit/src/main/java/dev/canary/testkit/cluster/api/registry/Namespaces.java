package dev.canary.testkit.cluster.api.registry;

import dev.canary.core.tree.Tree;

/** What the server adds to namespaces. */
final class Namespaces {

  /** The label that every namespace carries (source: the NamespaceDefaultLabelName feature). */
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  private Namespaces() {}

  static Tree admitted(Tree namespace) {
    String phase = Meta.deleting(namespace) ? "Terminating" : "Active";
    Tree named = namespace.with(Meta.name(namespace), "metadata", "labels", NAME_LABEL);
    Tree finalized =
        named.at("spec", "finalizers").isPresent()
            ? named
            : named.with(Tree.array(Tree.of("kubernetes")), "spec", "finalizers");
    return finalized.with(phase, "status", "phase");
  }
}
