package dev.canary.testkit.cluster;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until something observable is so, at most until a deadline in real time. */
public final class Await {

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final long LOOK_AGAIN_MILLIS = 5;

  private Await() {}

  /** Waits until the condition holds, at most 10 s. */
  public static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("not within %s: %s", LONGEST, what);
      }
      try {
        if (never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
          fail("a latch that nobody counts down was counted down");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail("interrupted while waiting until %s", what);
      }
    }
  }
}
