package dev.canary.testkit.fake;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.port.CanaryStore;
import dev.canary.core.port.Conflict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Canaries in memory: versions, conflicts, finalizers, and every status ever committed. */
public final class InMemoryCanaryStore implements CanaryStore {

  private final Map<CanaryKey, Canary> canaries = new HashMap<>();
  private final List<Commit> commits = new ArrayList<>();
  private long version;

  /**
   * One status as it was committed.
   *
   * @param key of the canary
   * @param status what was committed
   * @param at time stamped on it
   */
  public record Commit(CanaryKey key, CanaryStatus status, Instant at) {}

  /** Puts a canary in as users do; its version is set here. */
  public synchronized Canary put(Canary canary) {
    return keep(canary, canary.finalizer(), canary.status());
  }

  /**
   * Changes a canary as users do: its specification, deletion or status by hand.
   *
   * @throws IllegalArgumentException if there is none
   */
  public synchronized Canary edit(CanaryKey key, UnaryOperator<Canary> change) {
    Canary before = canaries.get(key);
    if (before == null) {
      throw new IllegalArgumentException("there is no canary " + key);
    }
    return put(change.apply(before));
  }

  /** Removes a canary at once, whatever its finalizer. */
  public synchronized void remove(CanaryKey key) {
    canaries.remove(key);
  }

  /** Returns every status committed, oldest first. */
  public synchronized ImmutableList<Commit> commits() {
    return ImmutableList.copyOf(commits);
  }

  @Override
  public synchronized Optional<Canary> read(CanaryKey key) {
    return Optional.ofNullable(canaries.get(key));
  }

  @Override
  public synchronized Canary commit(Canary seen, CanaryStatus next, Instant now) {
    Canary current = atVersion(seen);
    commits.add(new Commit(seen.key(), next, now));
    return keep(current, current.finalizer(), next);
  }

  @Override
  public synchronized Canary finalizer(Canary seen, boolean present) {
    Canary current = atVersion(seen);
    if (current.finalizer() == present) {
      return current;
    }
    Canary written = keep(current, present, current.status());
    if (!present && current.deletedAt().isPresent()) {
      canaries.remove(seen.key());
    }
    return written;
  }

  private Canary atVersion(Canary seen) {
    Canary current = canaries.get(seen.key());
    if (current == null) {
      throw new Conflict("canary " + seen.key() + " is gone");
    }
    if (!current.version().equals(seen.version())) {
      throw new Conflict(
          "canary "
              + seen.key()
              + " is at version "
              + current.version()
              + ", not "
              + seen.version());
    }
    return current;
  }

  private Canary keep(Canary canary, boolean finalizer, CanaryStatus status) {
    Canary kept =
        new Canary(
            canary.key(),
            canary.owner(),
            canary.generation(),
            canary.deletedAt(),
            finalizer,
            canary.intake(),
            status,
            Long.toString(++version));
    canaries.put(canary.key(), kept);
    return kept;
  }
}
