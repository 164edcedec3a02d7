package dev.canary.operator.kube;

import java.time.Duration;

/** Limits that tests wait for. */
final class TestLimits {

  /** Notices within tenths of a second. */
  static final WatchLimits IMPATIENT =
      new WatchLimits(
          Duration.ofSeconds(2),
          Duration.ofMillis(200),
          Duration.ofMillis(50),
          Duration.ofMillis(250),
          Duration.ofMinutes(5));

  /** Reconnects fast, and is never stale. */
  static final WatchLimits PATIENT =
      new WatchLimits(
          Duration.ofSeconds(20),
          Duration.ofMinutes(5),
          Duration.ofMillis(50),
          Duration.ofMillis(250),
          Duration.ofMinutes(5));

  private TestLimits() {}
}
