package dev.canary.testkit.cluster.api.store;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** Reads and writes that nobody else's writes come between. Valid only inside its work. */
public final class Transaction {

  private final VersionedStore store;

  Transaction(VersionedStore store) {
    this.store = store;
  }

  /** Returns the object. */
  public Optional<Stored> get(ObjectId id) {
    return store.find(id);
  }

  /** Returns the objects of a resource, of one namespace unless that is empty. */
  public ImmutableList<Stored> list(GroupResource resource, String namespace) {
    return store.objects(resource, namespace);
  }

  /** Returns the places of all objects in the namespace. */
  public ImmutableList<ObjectId> inNamespace(String namespace) {
    return store.inNamespace(namespace);
  }

  /** Returns whether the namespace holds any object. */
  public boolean holdsObjects(String namespace) {
    return store.holdsObjects(namespace);
  }

  /** Returns the object of that uid. */
  public Optional<Stored> byUid(String uid) {
    return store.owners().find(uid).flatMap(store::find);
  }

  /** Returns the places of the objects that name the owner of that uid. */
  public ImmutableList<ObjectId> dependents(String uid) {
    return store.owners().dependents(uid);
  }

  /** Stores the object, new or not, in a new version that it then carries. */
  public Stored put(ObjectId id, Tree tree) {
    Stored before = store.find(id).orElse(null);
    long version = store.nextVersion();
    Tree stamped = tree.with(Long.toString(version), "metadata", "resourceVersion");
    Stored after = new Stored(id, version, stamped);
    store.record(id, new Change(version, before, after));
    return after;
  }

  /**
   * Removes the object.
   *
   * @return the object as it was, in the version of its removal; empty if there was none
   */
  public Optional<Stored> remove(ObjectId id) {
    return store.find(id).map(this::removeStored);
  }

  private Stored removeStored(Stored object) {
    long version = store.nextVersion();
    Tree stamped = object.tree().with(Long.toString(version), "metadata", "resourceVersion");
    store.record(object.id(), new Change(version, object, null));
    return new Stored(object.id(), version, stamped);
  }
}
