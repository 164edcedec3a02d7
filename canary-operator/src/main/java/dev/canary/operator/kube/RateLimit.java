package dev.canary.operator.kube;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets at most so many requests through per second, and so many at once after a pause (flags {@code
 * -kubeconfig-qps} and {@code -kubeconfig-burst}). Requests beyond that wait their turn; watches do
 * not count. Safe for all threads.
 */
public final class RateLimit {

  /** Lets everything through. */
  public static final RateLimit NONE = new RateLimit(0, 0);

  private final long nanosPerRequest;
  private final long burstNanos;
  private long paidUntil;

  /**
   * Creates a limit.
   *
   * @param perSecond requests per second; 0 or less for no limit
   * @param burst how many may go at once after a pause, at least 1
   */
  public RateLimit(int perSecond, int burst) {
    nanosPerRequest = perSecond <= 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    burstNanos = nanosPerRequest * (Math.max(1, burst) - 1L);
    paidUntil = System.nanoTime() - burstNanos;
  }

  /** Waits until one more request may go. */
  void acquire() {
    if (nanosPerRequest == 0) {
      return;
    }
    long turn = turn();
    while (turn - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(turn - System.nanoTime());
    }
  }

  /** Returns when the request that is counted here may go. */
  private synchronized long turn() {
    long now = System.nanoTime();
    long oldest = now - burstNanos;
    long turn = paidUntil - oldest > 0 ? paidUntil : oldest;
    paidUntil = turn + nanosPerRequest;
    return turn;
  }
}
