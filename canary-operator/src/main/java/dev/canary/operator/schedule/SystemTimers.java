package dev.canary.operator.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Wake-ups by the system's clock, on one thread. */
public final class SystemTimers implements Timers, AutoCloseable {

  /** Far wake-ups are looked at again after this, so that a stepped clock is noticed. */
  private static final Duration FURTHEST = Duration.ofHours(1);

  private final ScheduledThreadPoolExecutor executor;

  /** Starts the thread. */
  public SystemTimers() {
    executor =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timers").factory());
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Wakeup at(Instant when, Runnable task) {
    Pending pending = new Pending(when, task);
    pending.arm();
    return pending;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private final class Pending implements Wakeup, Runnable {
    private final Instant when;
    private final Runnable task;
    private @Nullable Future<?> next;

    Pending(Instant when, Runnable task) {
      this.when = when;
      this.task = task;
    }

    synchronized void arm() {
      Instant now = instant();
      Duration left = when.isAfter(now.plus(FURTHEST)) ? FURTHEST : Duration.between(now, when);
      next = executor.schedule(this, Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
      if (instant().isBefore(when)) {
        arm();
      } else {
        task.run();
      }
    }

    @Override
    public synchronized void cancel() {
      if (next != null) {
        next.cancel(false);
      }
    }
  }
}
