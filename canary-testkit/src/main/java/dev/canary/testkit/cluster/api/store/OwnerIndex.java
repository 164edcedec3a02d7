package dev.canary.testkit.cluster.api.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds objects by their uid, and the objects that name an owner by the owner's uid. */
final class OwnerIndex {

  private final Map<String, ObjectId> byUid = new HashMap<>();
  private final Map<String, Set<ObjectId>> dependents = new HashMap<>();

  Optional<ObjectId> find(String uid) {
    return Optional.ofNullable(byUid.get(uid));
  }

  ImmutableList<ObjectId> dependents(String uid) {
    return ImmutableList.copyOf(dependents.getOrDefault(uid, Set.of()));
  }

  void replace(Change change) {
    if (change.before() != null) {
      byUid.remove(change.before().uid());
    }
    if (change.after() != null) {
      byUid.put(change.after().uid(), change.after().id());
    }
    ImmutableSet<String> old = ownersOf(change.before());
    ImmutableSet<String> now = ownersOf(change.after());
    if (!old.equals(now)) {
      old.forEach(uid -> remove(uid, change.before()));
      now.forEach(uid -> add(uid, change.after()));
    }
  }

  private void add(String uid, @Nullable Stored object) {
    if (object != null) {
      dependents.computeIfAbsent(uid, u -> new LinkedHashSet<>()).add(object.id());
    }
  }

  private void remove(String uid, @Nullable Stored object) {
    Set<ObjectId> ids = dependents.get(uid);
    if (object != null && ids != null && ids.remove(object.id()) && ids.isEmpty()) {
      dependents.remove(uid);
    }
  }

  private static ImmutableSet<String> ownersOf(@Nullable Stored object) {
    if (object == null) {
      return ImmutableSet.of();
    }
    return object.tree().items("metadata", "ownerReferences").stream()
        .flatMap(reference -> reference.text("uid").stream())
        .collect(ImmutableSet.toImmutableSet());
  }
}
