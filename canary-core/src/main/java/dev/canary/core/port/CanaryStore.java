package dev.canary.core.port;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanaryStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Canaries and the memory of their rollouts.
 *
 * <ol>
 *   <li>{@code read} is never older than this process's own last commit.
 *   <li>{@code commit} succeeds as a whole or not at all, and only on the version read.
 * </ol>
 */
public interface CanaryStore {

  /** Returns the canary, or empty if there is none. */
  Optional<Canary> read(CanaryKey key);

  /**
   * Replaces the status.
   *
   * @param now time stamped on it
   * @return the canary as committed
   * @throws Conflict if the canary changed meanwhile; nothing was written
   * @throws PortUnavailable if the API did not answer; whether it was written is unknown
   */
  Canary commit(Canary seen, CanaryStatus next, Instant now);

  /**
   * Puts our finalizer on the canary or takes it off.
   *
   * @return the canary as written
   * @throws Conflict if the canary changed meanwhile; nothing was written
   * @throws PortUnavailable if the API did not answer; whether it was written is unknown
   */
  Canary finalizer(Canary seen, boolean present);
}
