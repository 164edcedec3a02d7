package dev.canary.operator.kube;

import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How far what a watch shows can be relied on. Safe for all threads.
 *
 * <p>Time is the monotonic clock of the machine: a stepped wall clock makes nothing stale.
 */
final class WatchState {

  private enum Phase {
    SYNCING,
    SYNCED,
    NOT_INSTALLED,
    NOT_PERMITTED
  }

  private final String what;
  private final WatchLimits limits;
  private Phase phase = Phase.SYNCING;
  private String why = "the first list is not complete";
  private boolean connected;
  private long lostAt = System.nanoTime();

  /**
   * Creates the state of a watch that has shown nothing yet.
   *
   * @param what is watched, for messages
   */
  WatchState(String what, WatchLimits limits) {
    this.what = what;
    this.limits = limits;
  }

  synchronized void synced() {
    phase = Phase.SYNCED;
    lostAt = System.nanoTime();
    notifyAll();
  }

  synchronized void connected() {
    connected = true;
  }

  synchronized void disconnected(String reason) {
    why = reason;
    if (connected) {
      connected = false;
      lostAt = System.nanoTime();
    }
  }

  synchronized void refused(Cause cause, String reason) {
    phase = cause == Cause.NOT_INSTALLED ? Phase.NOT_INSTALLED : Phase.NOT_PERMITTED;
    why = reason;
    connected = false;
    notifyAll();
  }

  /**
   * Returns when what is known may be acted on; waits for the first list.
   *
   * @throws PortUnavailable if it may not: not installed, not permitted, or stale
   */
  synchronized void check() {
    awaitFirst();
    switch (phase) {
      case SYNCING ->
          throw new PortUnavailable(
              Cause.STALE,
              "%s are not known yet after %d s: %s"
                  .formatted(what, limits.firstSync().toSeconds(), why));
      case NOT_INSTALLED -> throw new PortUnavailable(Cause.NOT_INSTALLED, why);
      case NOT_PERMITTED -> throw new PortUnavailable(Cause.NOT_PERMITTED, why);
      case SYNCED -> checkAge();
    }
  }

  /** Returns once a complete list was seen; everything else is as {@link #check}. */
  synchronized void checkSeen() {
    awaitFirst();
    if (phase != Phase.SYNCED) {
      check();
    }
  }

  /** Returns whether the first list is not complete, and nothing was refused. */
  synchronized boolean syncing() {
    return phase == Phase.SYNCING;
  }

  synchronized boolean refused() {
    return phase == Phase.NOT_INSTALLED || phase == Phase.NOT_PERMITTED;
  }

  private void checkAge() {
    Duration age = Duration.ofNanos(System.nanoTime() - lostAt);
    if (!connected && age.compareTo(limits.stale()) > 0) {
      throw new PortUnavailable(
          Cause.STALE,
          "%s are not up to date, the API server cannot be reached since %d s: %s"
              .formatted(what, age.toSeconds(), why));
    }
  }

  private void awaitFirst() {
    long deadline = System.nanoTime() + limits.firstSync().toNanos();
    try {
      for (long left = limits.firstSync().toNanos();
          phase == Phase.SYNCING && left > 0;
          left = deadline - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
