package dev.canary.testkit.cluster.api.store;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Objects of all resources under one global version counter.
 *
 * <p>Each write raises the counter by one and stands in the history of its resource, which holds a
 * bounded number of changes. Writes are serial; a watcher waits for changes instead of being sent
 * them, so a slow one costs nothing and is told when it fell too far behind.
 */
public final class VersionedStore {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<GroupResource, Shelf> shelves = new HashMap<>();
  private final OwnerIndex owners = new OwnerIndex();
  private final int history;
  private long version;

  /**
   * Creates an empty store.
   *
   * @param history how many changes to remember per resource, at least 1
   */
  public VersionedStore(int history) {
    if (history < 1) {
      throw new IllegalArgumentException("history must be at least 1, not " + history);
    }
    this.history = history;
  }

  /** Returns the global counter. */
  public long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the object. */
  public Optional<Stored> get(ObjectId id) {
    lock.lock();
    try {
      return find(id);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the objects of a resource.
   *
   * @param namespace only those of this namespace; empty for all
   */
  public Listing list(GroupResource resource, String namespace) {
    lock.lock();
    try {
      return new Listing(version, objects(resource, namespace));
    } finally {
      lock.unlock();
    }
  }

  /** Returns the oldest version from which the history of the resource is complete. */
  public long oldestVersion(GroupResource resource) {
    lock.lock();
    try {
      return shelf(resource).log.forgotten();
    } finally {
      lock.unlock();
    }
  }

  /** Runs the work while nobody else reads or writes. What it wrote before it throws stays. */
  public <T> T write(Function<Transaction, T> work) {
    lock.lock();
    try {
      return work.apply(new Transaction(this));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the changes of a resource after a version, waiting for one if there is none.
   *
   * @param atMost how long to wait; then the answer has no changes
   * @throws VersionGoneException if the history no longer reaches back that far
   */
  public Changes awaitChanges(GroupResource resource, long after, Duration atMost)
      throws InterruptedException, VersionGoneException {
    lock.lock();
    try {
      Shelf shelf = shelf(resource);
      if (after >= shelf.log.forgotten() && shelf.log.after(after).isEmpty() && !atMost.isZero()) {
        awaitSignal(shelf, atMost);
      }
      if (after < shelf.log.forgotten()) {
        throw new VersionGoneException(after, shelf.log.forgotten());
      }
      return new Changes(Math.max(after, version), shelf.log.after(after));
    } finally {
      lock.unlock();
    }
  }

  /** Ends every wait for changes early, without a change. */
  public void wakeWatchers() {
    lock.lock();
    try {
      shelves.values().forEach(shelf -> shelf.changed.signalAll());
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the history, so that a watch from an earlier version must list again. */
  public void forgetHistory() {
    lock.lock();
    try {
      shelves.values().forEach(shelf -> shelf.log.forget(version));
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the caller loops; an early end is an answer without changes
  private static void awaitSignal(Shelf shelf, Duration atMost) throws InterruptedException {
    long ignored = shelf.changed.awaitNanos(atMost.toNanos());
  }

  Optional<Stored> find(ObjectId id) {
    return Optional.ofNullable(shelf(id.resource()).objects.get(id));
  }

  ImmutableList<Stored> objects(GroupResource resource, String namespace) {
    NavigableMap<ObjectId, Stored> all = shelf(resource).objects;
    return ImmutableList.copyOf(namespace.isEmpty() ? all.values() : in(all, namespace).values());
  }

  ImmutableList<ObjectId> inNamespace(String namespace) {
    return shelves.keySet().stream()
        .flatMap(resource -> objects(resource, namespace).stream())
        .map(Stored::id)
        .collect(ImmutableList.toImmutableList());
  }

  boolean holdsObjects(String namespace) {
    return shelves.values().stream().anyMatch(shelf -> !in(shelf.objects, namespace).isEmpty());
  }

  OwnerIndex owners() {
    return owners;
  }

  long nextVersion() {
    return ++version;
  }

  void record(ObjectId id, Change change) {
    Shelf shelf = shelf(id.resource());
    if (change.after() == null) {
      shelf.objects.remove(id);
    } else {
      shelf.objects.put(id, change.after());
    }
    owners.replace(change);
    shelf.log.append(change);
    shelf.changed.signalAll();
  }

  private static NavigableMap<ObjectId, Stored> in(
      NavigableMap<ObjectId, Stored> objects, String namespace) {
    GroupResource any = new GroupResource("", "");
    ObjectId from = new ObjectId(any, namespace, "");
    ObjectId to = new ObjectId(any, namespace + "\0", "");
    return objects.subMap(from, true, to, false);
  }

  private Shelf shelf(GroupResource resource) {
    return shelves.computeIfAbsent(
        resource, r -> new Shelf(new ChangeLog(history), lock.newCondition()));
  }

  private static final class Shelf {
    final NavigableMap<ObjectId, Stored> objects = new TreeMap<>();
    final ChangeLog log;
    final Condition changed;

    Shelf(ChangeLog log, Condition changed) {
      this.log = log;
      this.changed = changed;
    }
  }
}
