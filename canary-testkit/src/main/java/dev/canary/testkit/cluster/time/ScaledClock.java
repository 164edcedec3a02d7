package dev.canary.testkit.cluster.time;

import com.google.common.annotations.VisibleForTesting;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock that starts at a chosen instant and runs N times as fast as real time.
 *
 * <p>It never goes backwards and ignores changes of the machine's wall clock. Each run of work has
 * its own virtual thread, so slow work delays nobody.
 */
public final class ScaledClock implements ClusterTimer {

  /** The greatest speed: at more, one millisecond of scheduling noise is ten seconds of cluster. */
  public static final double MAX_SPEED = 10_000;

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);

  private final Instant start;
  private final double speed;
  private final LongSupplier nanoTime;
  private final long origin;
  private final ScheduledThreadPoolExecutor beats;
  private final ThreadFactory workers = Thread.ofVirtual().name("cluster-work-", 0).factory();

  /**
   * Starts the clock.
   *
   * @param speed seconds of cluster time per second of real time; above 0, at most {@link
   *     #MAX_SPEED}; 1 is real time
   * @param start what the clock shows now
   * @throws IllegalArgumentException if the speed is out of range
   */
  public ScaledClock(double speed, Instant start) {
    this(speed, start, System::nanoTime);
  }

  @VisibleForTesting
  ScaledClock(double speed, Instant start, LongSupplier nanoTime) {
    if (!(speed > 0 && speed <= MAX_SPEED)) {
      throw new IllegalArgumentException(
          "speed %s is out of range: give a number above 0 and at most %s"
              .formatted(speed, MAX_SPEED));
    }
    this.start = start;
    this.speed = speed;
    this.nanoTime = nanoTime;
    this.origin = nanoTime.getAsLong();
    this.beats =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("cluster-clock").factory());
    beats.setRemoveOnCancelPolicy(true);
    beats.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Starts a clock that shows real time. */
  public static ScaledClock realTime() {
    return new ScaledClock(1, Instant.now());
  }

  /** Returns seconds of cluster time per second of real time. */
  public double speed() {
    return speed;
  }

  @Override
  public Instant instant() {
    return start.plus(toCluster(Duration.ofNanos(nanoTime.getAsLong() - origin)));
  }

  @Override
  public Duration toReal(Duration interval) {
    return Duration.ofNanos(Math.round(interval.toNanos() / speed));
  }

  @Override
  public Duration toCluster(Duration realInterval) {
    return Duration.ofNanos(Math.round(realInterval.toNanos() * speed));
  }

  @Override
  public Task every(Duration interval, Runnable work) {
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "interval %s is too short: give at least %s".formatted(interval, SHORTEST_INTERVAL));
    }
    Repeated task = new Repeated(interval, work, instant());
    task.await();
    return task;
  }

  @Override
  public Task schedule(Instant at, Runnable work) {
    Future<?> pending = at(at, () -> workers.newThread(work).start());
    return () -> pending.cancel(false);
  }

  @Override
  public void close() {
    beats.shutdown();
  }

  private Future<?> at(Instant when, Runnable beat) {
    Duration wait = toReal(Duration.between(instant(), when));
    try {
      return beats.schedule(beat, Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the cluster clock is closed: start a new one", e);
    }
  }

  /** One repeated piece of work; its beats come from the single clock thread. */
  private final class Repeated implements Task {
    private final Duration interval;
    private final Runnable work;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean closed;
    private volatile @Nullable Future<?> pending;
    private Instant next;

    Repeated(Duration interval, Runnable work, Instant from) {
      this.interval = interval;
      this.work = work;
      this.next = from.plus(interval);
    }

    void await() {
      pending = at(next, this::beat);
    }

    private void beat() {
      if (closed) {
        return;
      }
      if (busy.compareAndSet(false, true)) {
        workers.newThread(this::run).start();
      }
      long passed = Math.max(0, Duration.between(next, instant()).dividedBy(interval));
      next = next.plus(interval.multipliedBy(passed + 1));
      if (!beats.isShutdown()) {
        await();
      }
    }

    private void run() {
      try {
        work.run();
      } finally {
        busy.set(false);
      }
    }

    @Override
    public void close() {
      closed = true;
      Future<?> last = pending;
      if (last != null) {
        last.cancel(false);
      }
    }
  }
}
