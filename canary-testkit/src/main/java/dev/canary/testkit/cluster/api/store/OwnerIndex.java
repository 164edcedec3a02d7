package dev.canary.testkit.cluster.api.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the objects that name an owner, by the owner's uid. */
final class OwnerIndex {

  private final Map<String, Set<ObjectId>> dependents = new HashMap<>();

  ImmutableList<ObjectId> dependents(String uid) {
    return ImmutableList.copyOf(dependents.getOrDefault(uid, Set.of()));
  }

  void replace(Change change) {
    ImmutableSet<String> old = ownersOf(change.before());
    ImmutableSet<String> now = ownersOf(change.after());
    if (old.equals(now)) {
      return;
    }
    old.forEach(uid -> remove(uid, change.before()));
    now.forEach(uid -> add(uid, change.after()));
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
