package dev.canary.testkit.cluster.api.registry;

import dev.canary.core.tree.Tree;

/** Which part of an object a write may change. */
public enum Part {
  /** Everything, but for {@code status} where that is a subresource. */
  MAIN {
    @Override
    Tree merged(Target target, Tree before, Tree wanted) {
      return target.version().status() ? Meta.copied(wanted, before, "status") : wanted;
    }
  },
  /**
   * Only {@code status}, and of a built-in kind the annotations: so the Deployment controller
   * records the revision without a new generation (source: the status strategies of
   * kube-apiserver).
   */
  STATUS {
    @Override
    Tree merged(Target target, Tree before, Tree wanted) {
      Tree merged = Meta.copied(before, wanted, "status");
      return target.type().custom()
          ? merged
          : Meta.copied(merged, wanted, "metadata", "annotations");
    }
  };

  /** Returns the object that a write of this part asks for. */
  abstract Tree merged(Target target, Tree before, Tree wanted);
}
