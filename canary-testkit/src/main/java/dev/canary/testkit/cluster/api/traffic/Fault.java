package dev.canary.testkit.cluster.api.traffic;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One scripted fault. It ends when it has struck often enough or is removed. */
public final class Fault {

  private final RequestFilter filter;
  private final Effect effect;
  private final AtomicInteger left;
  private final AtomicInteger struck = new AtomicInteger();
  private final CountDownLatch removed = new CountDownLatch(1);

  Fault(RequestFilter filter, Effect effect, int times) {
    this.filter = filter;
    this.effect = effect;
    this.left = new AtomicInteger(times);
  }

  /** Returns what it does. */
  public Effect effect() {
    return effect;
  }

  /** Returns how many requests it has struck. */
  public int struck() {
    return struck.get();
  }

  /** Ends the fault; requests that it holds up go on. */
  public void remove() {
    left.set(0);
    removed.countDown();
  }

  /** Takes one strike if the request is chosen and strikes are left. */
  boolean strike(RequestInfo request) {
    if (!filter.matches(request)) {
      return false;
    }
    boolean strikes = left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
    if (strikes) {
      struck.incrementAndGet();
    }
    return strikes;
  }

  boolean over() {
    return left.get() == 0;
  }

  /** Waits until the fault is removed, at most the time given. */
  public void awaitRemoval(Duration atMost) throws InterruptedException {
    boolean ignored = removed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
