package dev.canary.operator.kube;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.store.ObjectKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which canary depends on which objects: those that it asked for during a tick, whether they were
 * there or not. The store tells it what is asked for and what changed; it tells the canaries that
 * should look.
 *
 * <p>The tick's thread carries the canary: {@link #during} binds it for everything that the same
 * thread asks for. Safe for all threads.
 */
public final class Interests {

  /** Objects remembered per canary; beyond it the one asked for longest ago is forgotten. */
  private static final int MAX_PER_CANARY = 256;

  /** Not static: two operators in one process, as in tests, must not hear of each other. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<CanaryKey> current = new ThreadLocal<>();

  private final Map<ObjectKey, Set<CanaryKey>> canaries = new HashMap<>();
  private final Map<CanaryKey, LinkedHashSet<ObjectKey>> objects = new HashMap<>();

  /** Creates an index without interests. */
  public Interests() {}

  /**
   * Runs a tick of a canary; what this thread asks the store for meanwhile is of interest to it.
   */
  public <T> T during(CanaryKey canary, Supplier<T> tick) {
    CanaryKey before = current.get();
    current.set(canary);
    try {
      return tick.get();
    } finally {
      if (before == null) {
        current.remove();
      } else {
        current.set(before);
      }
    }
  }

  /** Forgets a canary that is gone. */
  public synchronized void forget(CanaryKey canary) {
    Set<ObjectKey> keys = objects.remove(canary);
    if (keys != null) {
      keys.forEach(key -> unlink(canary, key));
    }
  }

  /** Returns the canaries that should look when the object changes. */
  public synchronized ImmutableSet<CanaryKey> in(ObjectKey object) {
    return ImmutableSet.copyOf(canaries.getOrDefault(object, Set.of()));
  }

  /** Notes that the canary whose tick this thread runs, if any, asked for the object. */
  void asked(ObjectKey object) {
    Optional.ofNullable(current.get()).ifPresent(canary -> link(canary, object));
  }

  private synchronized void link(CanaryKey canary, ObjectKey object) {
    LinkedHashSet<ObjectKey> keys =
        objects.computeIfAbsent(canary, unknown -> new LinkedHashSet<>());
    if (keys.remove(object)) {
      keys.add(object);
      return;
    }
    keys.add(object);
    canaries.computeIfAbsent(object, unknown -> new HashSet<>(2)).add(canary);
    if (keys.size() > MAX_PER_CANARY) {
      unlink(canary, keys.removeFirst());
    }
  }

  private void unlink(CanaryKey canary, ObjectKey object) {
    Set<CanaryKey> others = canaries.get(object);
    if (others != null && others.remove(canary) && others.isEmpty()) {
      canaries.remove(object);
    }
  }
}
