package dev.canary.operator.schedule;

import dev.canary.core.model.CanaryKey;
import dev.canary.core.tick.TickReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs ticks: soon after a watched change, and when the last tick asked for the next. Never two of
 * one canary at a time; a canary whose tick fails with a bug is tried again later and disturbs no
 * other.
 */
public final class Scheduler implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Scheduler.class);

  /** Changes of one canary within this time are one look (design of looks and turns). */
  private static final Duration GATHER = Duration.ofMillis(250);

  /** Due times of different canaries are spread over this time. */
  private static final Duration SPREAD = Duration.ofMillis(250);

  private static final Duration AFTER_A_BUG = Duration.ofSeconds(30);

  private final Function<CanaryKey, TickReport> tick;
  private final Timers timers;
  private final Map<CanaryKey, Slot> slots = new ConcurrentHashMap<>();
  private final ExecutorService ticks =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("tick-", 0).factory());
  private volatile boolean closed;

  /** Creates a scheduler that runs nothing until it is told of a canary. */
  public Scheduler(Function<CanaryKey, TickReport> tick, Timers timers) {
    this.tick = tick;
    this.timers = timers;
  }

  /** Notes that something about the canary has changed. */
  public void look(CanaryKey key) {
    if (!closed) {
      slots.computeIfAbsent(key, Slot::new).changed();
    }
  }

  /** Returns how many canaries are scheduled. */
  public int size() {
    return slots.size();
  }

  /** Starts no further tick and gives those that run two seconds to finish their step. */
  @Override
  public void close() {
    closed = true;
    slots.values().forEach(Slot::cancel);
    ticks.shutdown();
    try {
      if (!ticks.awaitTermination(2, TimeUnit.SECONDS)) {
        ticks.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      ticks.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** What is pending for one canary. */
  private final class Slot {
    private final CanaryKey key;
    private Timers.Wakeup wakeup = () -> {};
    private Instant wakesAt = Instant.MAX;
    private boolean running;
    private boolean changed;

    Slot(CanaryKey key) {
      this.key = key;
    }

    synchronized void changed() {
      changed = true;
      if (!running) {
        wakeBy(timers.instant().plus(GATHER));
      }
    }

    synchronized void cancel() {
      wakeup.cancel();
      wakesAt = Instant.MAX;
    }

    private void wakeBy(Instant time) {
      if (closed || !time.isBefore(wakesAt)) {
        return;
      }
      wakeup.cancel();
      wakesAt = time;
      wakeup = timers.at(time, this::wake);
    }

    private synchronized void wake() {
      wakesAt = Instant.MAX;
      if (!running && !closed) {
        running = true;
        changed = false;
        ticks.execute(this::run);
      }
    }

    private void run() {
      Instant next = guarded();
      synchronized (this) {
        running = false;
        if (changed) {
          wakeBy(timers.instant().plus(GATHER));
        }
        if (next.isBefore(Instant.MAX)) {
          wakeBy(spread(next));
        }
      }
    }

    private Instant guarded() {
      try {
        TickReport report = tick.apply(key);
        if (report.outcome() == TickReport.Outcome.GONE) {
          slots.remove(key, this);
        }
        return report.next();
      } catch (RuntimeException bug) {
        log.error("tick of canary {} failed; trying again in {}", key, AFTER_A_BUG, bug);
        return timers.instant().plus(AFTER_A_BUG);
      }
    }

    private Instant spread(Instant time) {
      return time.plusMillis(Math.floorMod(key.hashCode(), (int) SPREAD.toMillis()));
    }
  }
}
