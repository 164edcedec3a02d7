package dev.canary.operator.schedule;

import java.time.Instant;
import java.time.InstantSource;

/** The one clock of the process, and wake-ups on it. */
public interface Timers extends InstantSource {

  /** Runs the task once at or soon after the time; at once if it has passed. The task is quick. */
  Wakeup at(Instant when, Runnable task);

  /** A wake-up that may be called off. */
  @FunctionalInterface
  interface Wakeup {

    /** Calls it off; one that has begun goes on. */
    void cancel();
  }
}
