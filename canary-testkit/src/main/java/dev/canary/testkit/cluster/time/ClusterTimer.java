package dev.canary.testkit.cluster.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells the time of an embedded cluster and does work at given times of it.
 *
 * <p>Every instant and interval is cluster time unless a name says "real". Work runs on a thread of
 * the timer's choice, never on the caller's from within {@code every} or {@code schedule}; work
 * that throws is reported to the thread's uncaught exception handler and repeated at its next beat.
 */
public interface ClusterTimer extends InstantSource, AutoCloseable {

  /**
   * Repeats work, first one interval from now. A beat that comes while the beat before it is still
   * at work is left out, and so are beats missed because the machine was stalled: work never
   * overlaps itself and never catches up in a burst.
   *
   * @param interval at least one millisecond
   * @throws IllegalArgumentException if the interval is shorter
   * @throws IllegalStateException if the timer is closed
   */
  Task every(Duration interval, Runnable work);

  /**
   * Does work once, at once if the instant is past.
   *
   * @throws IllegalStateException if the timer is closed
   */
  Task schedule(Instant at, Runnable work);

  /** Returns how long an interval of cluster time takes in real time; for timeouts and waits. */
  Duration toReal(Duration interval);

  /** Returns how much cluster time passes during an interval of real time. */
  Duration toCluster(Duration realInterval);

  /** Drops all work not yet begun; work under way ends by itself. Repeating it changes nothing. */
  @Override
  void close();

  /** Work that was asked for. */
  interface Task extends AutoCloseable {
    /** Begins no further run; a run under way ends by itself. Repeating it changes nothing. */
    @Override
    void close();
  }
}
