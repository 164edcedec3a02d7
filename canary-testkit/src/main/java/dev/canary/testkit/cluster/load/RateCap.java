package dev.canary.testkit.cluster.load;

import java.util.concurrent.TimeUnit;

/** Shares a number of requests per second of real time among all who send. */
final class RateCap {

  private final long gapNanos;
  private long nextFree = Long.MIN_VALUE;

  /**
   * Creates a cap.
   *
   * @param perSecond requests per second of real time, at least 1
   */
  RateCap(int perSecond) {
    this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /** Takes the next free place, not before the time, and returns when it is; in nanoTime. */
  synchronized long take(long notBefore) {
    long place = nextFree == Long.MIN_VALUE ? notBefore : Math.max(nextFree, notBefore);
    nextFree = place + gapNanos;
    return place;
  }
}
