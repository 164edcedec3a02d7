package dev.canary.testkit.sim;

import dev.canary.core.port.Leadership;
import dev.canary.testkit.fake.Interceptor;
import dev.canary.testkit.fake.ManualClock;
import java.time.Duration;
import java.time.Instant;

/**
 * Stops a leader before one call, as a garbage collection or a frozen machine does. Its lease runs
 * out, a successor leads, and then the call is made all the same: nothing but its preconditions
 * stands between it and the world.
 */
final class LeaderPause implements Interceptor, Leadership {

  private static final Duration LEASE = Duration.ofSeconds(15);

  private final ManualClock clock;
  private final int nth;
  private final Runnable meanwhile;
  private Instant until = Instant.MAX;
  private int calls;

  /**
   * Creates a pause.
   *
   * @param nth call before which the leader stops, from 1
   * @param meanwhile what its successor does
   */
  LeaderPause(ManualClock clock, int nth, Runnable meanwhile) {
    this.clock = clock;
    this.nth = nth;
    this.meanwhile = meanwhile;
  }

  /** Returns whether the leader was paused; it leads no longer then. */
  boolean over() {
    return !until.equals(Instant.MAX);
  }

  @Override
  public Instant until() {
    return until;
  }

  @Override
  public void before(String port, String call) {
    calls++;
    if (calls == nth) {
      until = clock.instant().plus(LEASE);
      clock.advance(LEASE);
      meanwhile.run();
    }
  }
}
