package dev.canary.core.tick;

import dev.canary.core.port.Leadership;
import dev.canary.core.port.PortUnavailable;
import java.time.InstantSource;

/** Stops a process that does not lead any more before its next effect. */
record LeaderGuard(Leadership leadership, InstantSource clock) {

  /**
   * Returns if this process may act.
   *
   * @throws PortUnavailable if leadership has run out
   */
  void require() {
    if (!clock.instant().isBefore(leadership.until())) {
      throw new PortUnavailable(
          PortUnavailable.Cause.STALE, "leadership ran out; the next leader continues");
    }
  }
}
