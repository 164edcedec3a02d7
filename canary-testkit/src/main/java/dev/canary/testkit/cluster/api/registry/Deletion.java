package dev.canary.testkit.cluster.api.registry;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.registry.DeleteOptions.Propagation;
import dev.canary.testkit.cluster.api.resource.BuiltIns;
import dev.canary.testkit.cluster.api.resource.CustomResources;
import dev.canary.testkit.cluster.api.store.GroupResource;
import dev.canary.testkit.cluster.api.store.ObjectId;
import dev.canary.testkit.cluster.api.store.Stored;
import dev.canary.testkit.cluster.api.store.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Marks objects for deletion, removes them once nothing holds them, and collects what they own.
 *
 * <p>An object is held by its finalizers; a namespace and a CRD also by their objects. What the
 * garbage collector and the namespace controller of Kubernetes do later happens here at once.
 */
final class Deletion {

  private static final String FOREGROUND = "foregroundDeletion";

  private final InstantSource clock;
  private final Consumer<Tree> definitionRemoved;

  Deletion(InstantSource clock, Consumer<Tree> definitionRemoved) {
    this.clock = clock;
    this.definitionRemoved = definitionRemoved;
  }

  /** Deletes the object and returns it as it was last, marked if something still holds it. */
  Tree delete(Transaction tx, Stored object, Propagation propagation) {
    ImmutableList<ObjectId> owned = tx.dependents(object.uid());
    if (propagation == Propagation.ORPHAN) {
      owned.forEach(id -> tx.get(id).ifPresent(dependent -> disown(tx, dependent, object.uid())));
    }
    boolean foreground = propagation == Propagation.FOREGROUND && !owned.isEmpty();
    if (!foreground && !isHeld(tx, object)) {
      return remove(tx, object);
    }
    Stored marked = mark(tx, object, foreground);
    if (foreground) {
      deleteAll(tx, owned, Propagation.FOREGROUND);
    }
    deleteAll(tx, contents(tx, marked), Propagation.BACKGROUND);
    return finish(tx, marked.id(), marked.tree());
  }

  /** Removes a marked object that nothing holds any more; returns the object either way. */
  Tree finish(Transaction tx, ObjectId id, Tree last) {
    Stored object = tx.get(id).orElse(null);
    if (object == null) {
      return last;
    }
    if (!Meta.deleting(object.tree())) {
      return object.tree();
    }
    List<String> finalizers = new ArrayList<>(object.tree().strings("metadata", "finalizers"));
    if (tx.dependents(object.uid()).isEmpty() && finalizers.remove(FOREGROUND)) {
      object = tx.put(id, withFinalizers(object.tree(), finalizers));
    }
    return isHeld(tx, object) ? object.tree() : remove(tx, object);
  }

  private Stored mark(Transaction tx, Stored object, boolean foreground) {
    Tree marked = object.tree();
    List<String> finalizers = new ArrayList<>(marked.strings("metadata", "finalizers"));
    if (foreground && !finalizers.contains(FOREGROUND)) {
      finalizers.add(FOREGROUND);
      marked = withFinalizers(marked, finalizers);
    }
    if (!Meta.deleting(marked)) {
      marked = Meta.marked(marked, clock.instant());
      if (object.id().resource().equals(BuiltIns.NAMESPACES)) {
        marked = marked.with("Terminating", "status", "phase");
      }
    }
    return marked.equals(object.tree()) ? object : tx.put(object.id(), marked);
  }

  private Tree remove(Transaction tx, Stored object) {
    Tree last = tx.remove(object.id()).map(Stored::tree).orElse(object.tree());
    if (object.id().resource().equals(BuiltIns.CRDS)) {
      definitionRemoved.accept(last);
    }
    for (ObjectId id : tx.dependents(object.uid())) {
      tx.get(id).ifPresent(dependent -> collect(tx, dependent, object.uid()));
    }
    for (Tree reference : last.items("metadata", "ownerReferences")) {
      tx.byUid(reference.textOr("", "uid"))
          .ifPresent(owner -> finish(tx, owner.id(), owner.tree()));
    }
    holders(object.id())
        .forEach(id -> tx.get(id).ifPresent(holder -> finish(tx, holder.id(), holder.tree())));
    return last;
  }

  /** A dependent goes with its last owner; before that it only loses the reference. */
  private void collect(Transaction tx, Stored dependent, String gone) {
    boolean owned =
        dependent.tree().items("metadata", "ownerReferences").stream()
            .anyMatch(reference -> tx.byUid(reference.textOr("", "uid")).isPresent());
    if (owned) {
      disown(tx, dependent, gone);
    } else {
      delete(tx, dependent, Propagation.BACKGROUND);
    }
  }

  private static void disown(Transaction tx, Stored dependent, String owner) {
    ImmutableList<Tree> left =
        dependent.tree().items("metadata", "ownerReferences").stream()
            .filter(reference -> !reference.textOr("", "uid").equals(owner))
            .collect(ImmutableList.toImmutableList());
    Tree free =
        left.isEmpty()
            ? dependent.tree().without("metadata", "ownerReferences")
            : dependent.tree().with(Tree.array(left), "metadata", "ownerReferences");
    Stored ignored = tx.put(dependent.id(), free);
  }

  private void deleteAll(Transaction tx, ImmutableList<ObjectId> ids, Propagation propagation) {
    for (ObjectId id : ids) {
      tx.get(id).ifPresent(object -> delete(tx, object, propagation));
    }
  }

  private static boolean isHeld(Transaction tx, Stored object) {
    if (!Meta.finalized(object.tree())) {
      return true;
    }
    GroupResource resource = object.id().resource();
    return resource.equals(BuiltIns.NAMESPACES)
        ? tx.holdsObjects(object.id().name())
        : !contents(tx, object).isEmpty();
  }

  private static ImmutableList<ObjectId> contents(Transaction tx, Stored object) {
    GroupResource resource = object.id().resource();
    if (resource.equals(BuiltIns.NAMESPACES)) {
      return tx.inNamespace(object.id().name());
    }
    if (resource.equals(BuiltIns.CRDS)) {
      return tx.list(CustomResources.id(object.tree()), "").stream()
          .map(Stored::id)
          .collect(ImmutableList.toImmutableList());
    }
    return ImmutableList.of();
  }

  /** Returns the places of what an object may hold: its namespace and its CRD. */
  private static ImmutableList<ObjectId> holders(ObjectId id) {
    return ImmutableList.of(
        new ObjectId(BuiltIns.NAMESPACES, "", id.namespace()),
        new ObjectId(BuiltIns.CRDS, "", id.resource().toString()));
  }

  private static Tree withFinalizers(Tree object, List<String> finalizers) {
    return finalizers.isEmpty()
        ? object.without("metadata", "finalizers")
        : object.with(Tree.strings(finalizers), "metadata", "finalizers");
  }
}
