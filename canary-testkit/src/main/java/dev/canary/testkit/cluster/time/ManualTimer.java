package dev.canary.testkit.cluster.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A timer for tests: time stands still until {@link #advance}, which does the work that falls due
 * on the caller's thread, in order of time and then of asking.
 */
public final class ManualTimer implements ClusterTimer {

  private record Entry(Instant at, long order, Runnable work) {}

  private final PriorityQueue<Entry> due =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
  private Instant now;
  private long asked;
  private boolean closed;

  /** Stops the clock at the instant. */
  public ManualTimer(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Moves time forward; work done on the way sees the instant at which it fell due. */
  public void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("step %s goes back in time".formatted(step));
    }
    Instant end = instant().plus(step);
    for (Runnable work = next(end); work != null; work = next(end)) {
      work.run();
    }
  }

  private synchronized @Nullable Runnable next(Instant end) {
    Entry first = due.peek();
    if (first == null || first.at().isAfter(end)) {
      now = end;
      return null;
    }
    due.remove();
    now = first.at().isAfter(now) ? first.at() : now;
    return first.work();
  }

  @Override
  public Task every(Duration interval, Runnable work) {
    if (interval.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "interval %s is too short: give at least PT0.001S".formatted(interval));
    }
    Repeated task = new Repeated(interval, work);
    add(instant().plus(interval), task::run);
    return task;
  }

  @Override
  public Task schedule(Instant at, Runnable work) {
    Entry entry = add(at, work);
    return () -> remove(entry);
  }

  @Override
  public Duration toReal(Duration interval) {
    return interval;
  }

  @Override
  public Duration toCluster(Duration realInterval) {
    return realInterval;
  }

  @Override
  public synchronized void close() {
    closed = true;
    due.clear();
  }

  private synchronized Entry add(Instant at, Runnable work) {
    if (closed) {
      throw new IllegalStateException("the timer is closed: start a new one");
    }
    Entry entry = new Entry(at, asked++, work);
    due.add(entry);
    return entry;
  }

  private synchronized void remove(Entry entry) {
    due.remove(entry);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private final class Repeated implements Task {
    private final Duration interval;
    private final Runnable work;
    private volatile boolean stopped;

    Repeated(Duration interval, Runnable work) {
      this.interval = interval;
      this.work = work;
    }

    void run() {
      if (stopped || isClosed()) {
        return;
      }
      Instant beat = instant();
      try {
        work.run();
      } finally {
        if (!stopped && !isClosed()) {
          add(beat.plus(interval), this::run);
        }
      }
    }

    @Override
    public void close() {
      stopped = true;
    }
  }
}
