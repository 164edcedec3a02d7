package dev.canary.testkit.cluster.api.registry;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import dev.canary.testkit.cluster.api.store.Stored;
import dev.canary.testkit.cluster.api.store.Transaction;
import java.time.InstantSource;

/** Marks objects for deletion and removes them once no finalizer holds them. */
final class Deletion {

  private final InstantSource clock;
  private final SideEffects effects;

  Deletion(InstantSource clock, SideEffects effects) {
    this.clock = clock;
    this.effects = effects;
  }

  /** Deletes the object and returns it as it was last. */
  Tree delete(Transaction tx, ResourceType type, Stored current) {
    if (Meta.finalized(current.tree())) {
      return remove(tx, type, current);
    }
    if (Meta.deleting(current.tree())) {
      return current.tree();
    }
    Tree marked =
        current
            .tree()
            .with(Meta.stamp(clock.instant()), "metadata", "deletionTimestamp")
            .with(0, "metadata", "deletionGracePeriodSeconds");
    long generation = marked.wholeOr(0, "metadata", "generation");
    if (generation > 0) {
      marked = marked.with(generation + 1, "metadata", "generation");
    }
    return tx.put(current.id(), effects.admit(type, marked)).tree();
  }

  /** Removes the object if it is marked and the last finalizer has gone; returns it either way. */
  Tree finishIfFinalized(Transaction tx, ResourceType type, Stored current) {
    boolean over = Meta.deleting(current.tree()) && Meta.finalized(current.tree());
    return over ? remove(tx, type, current) : current.tree();
  }

  private Tree remove(Transaction tx, ResourceType type, Stored current) {
    Tree last = tx.remove(current.id()).map(Stored::tree).orElse(current.tree());
    effects.removed(type, last);
    return last;
  }
}
