package dev.canary.testkit.cluster.api.registry;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.resource.BuiltIns;
import dev.canary.testkit.cluster.api.resource.Catalog;
import dev.canary.testkit.cluster.api.resource.CustomResources;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import java.time.InstantSource;

/** What the server itself adds to objects of some kinds, and what their writes set off. */
final class SideEffects {

  private final Catalog catalog;
  private final InstantSource clock;

  SideEffects(Catalog catalog, InstantSource clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  /** Returns the object as it is to be stored. */
  Tree admit(ResourceType type, Tree object) {
    if (type.id().equals(BuiltIns.NAMESPACES)) {
      return Namespaces.admitted(object);
    }
    if (type.id().equals(BuiltIns.CRDS)) {
      return Definitions.admitted(object, Meta.stamp(clock.instant()));
    }
    return object;
  }

  /** Follows a write that has been stored. */
  void written(ResourceType type, Tree object) {
    if (type.id().equals(BuiltIns.CRDS)) {
      CustomResources.declaredBy(object)
          .ifPresentOrElse(catalog::serve, () -> catalog.withdraw(CustomResources.id(object)));
    }
  }

  /** Follows a removal. */
  void removed(ResourceType type, Tree object) {
    if (type.id().equals(BuiltIns.CRDS)) {
      catalog.withdraw(CustomResources.id(object));
    }
  }
}
