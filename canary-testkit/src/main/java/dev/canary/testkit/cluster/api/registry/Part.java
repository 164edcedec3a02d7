package dev.canary.testkit.cluster.api.registry;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.resource.ServedVersion;

/** Which part of an object a write may change. */
public enum Part {
  /** Everything, but for {@code status} where that is a subresource. */
  MAIN {
    @Override
    Tree merged(ServedVersion version, Tree before, Tree wanted) {
      return version.status() ? Meta.copied(wanted, before, "status") : wanted;
    }
  },
  /** Only {@code status}. */
  STATUS {
    @Override
    Tree merged(ServedVersion version, Tree before, Tree wanted) {
      return Meta.copied(before, wanted, "status");
    }
  };

  /** Returns the object that a write of this part asks for. */
  abstract Tree merged(ServedVersion version, Tree before, Tree wanted);
}
