package dev.canary.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.model.CanaryKey;
import dev.canary.core.tick.TickReport;
import dev.canary.core.tick.TickReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {

  private static final CanaryKey KEY = new CanaryKey("test", "podinfo");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ManualTimers timers = new ManualTimers();
  private final BlockingQueue<CanaryKey> ticks = new ArrayBlockingQueue<>(100);
  private TickReport report = rest(Instant.MAX);
  private final Scheduler scheduler =
      new Scheduler(
          key -> {
            ticks.add(key);
            return report;
          },
          timers);

  @AfterEach
  void close() {
    scheduler.close();
  }

  private static TickReport rest(Instant next) {
    return new TickReport(next, Outcome.RESTED, "");
  }

  private CanaryKey awaitTick() throws InterruptedException {
    return ticks.poll(10, TimeUnit.SECONDS);
  }

  /** Waits for the tick's end: what it asked for is armed then. */
  private void awaitArmed(int count) throws InterruptedException {
    assertThat(timers.armed.tryAcquire(count, 10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void changesCloseTogether_areOneLook() throws InterruptedException {
    scheduler.look(KEY);
    scheduler.look(KEY);
    timers.advance(Duration.ofMillis(249));
    scheduler.look(KEY);
    assertThat(ticks).isEmpty();

    timers.advance(Duration.ofMillis(1));
    assertThat(awaitTick()).isEqualTo(KEY);
    timers.advance(Duration.ofHours(1));
    assertThat(ticks).isEmpty();
  }

  @Test
  void theNextTick_comesWhenTheLastOneAskedForIt() throws InterruptedException {
    report = rest(START.plusSeconds(60));
    scheduler.look(KEY);
    timers.advance(Duration.ofMillis(250));
    awaitTick();
    awaitArmed(2);

    timers.advance(Duration.ofSeconds(59));
    assertThat(ticks).isEmpty();
    timers.advance(Duration.ofSeconds(1));
    assertThat(awaitTick()).isEqualTo(KEY);
  }

  @Test
  void aChangeDuringATick_isLookedAtAfterIt() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Scheduler slow =
        new Scheduler(
            key -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              inside.countDown();
              await(go);
              atOnce.decrementAndGet();
              ticks.add(key);
              return rest(Instant.MAX);
            },
            timers)) {
      slow.look(KEY);
      timers.advance(Duration.ofMillis(250));
      await(inside);
      slow.look(KEY);
      timers.advance(Duration.ofSeconds(1));
      go.countDown();
      awaitTick();
      awaitArmed(2);
      timers.advance(Duration.ofMillis(250));
      assertThat(awaitTick()).isEqualTo(KEY);
      assertThat(most).hasValue(1);
    }
  }

  @Test
  void aBug_isTriedAgainLater_andOthersGoOn() throws InterruptedException {
    CanaryKey other = new CanaryKey("test", "other");
    try (Scheduler buggy =
        new Scheduler(
            key -> {
              ticks.add(key);
              if (key.equals(KEY)) {
                throw new IllegalStateException("a planted bug");
              }
              return rest(Instant.MAX);
            },
            timers)) {
      buggy.look(KEY);
      timers.advance(Duration.ofMillis(250));
      assertThat(awaitTick()).isEqualTo(KEY);
      awaitArmed(2);
      buggy.look(other);
      timers.advance(Duration.ofMillis(250));
      assertThat(awaitTick()).isEqualTo(other);
      timers.advance(Duration.ofSeconds(31));
      assertThat(awaitTick()).isEqualTo(KEY);
    }
  }

  @Test
  void aCanaryThatIsGone_isForgotten() throws InterruptedException {
    report = new TickReport(Instant.MAX, Outcome.GONE, "");
    scheduler.look(KEY);
    timers.advance(Duration.ofMillis(250));
    awaitTick();
    scheduler.close(); // waits for the tick's end
    assertThat(scheduler.size()).isZero();
  }

  @Test
  void afterClosing_nothingRuns() {
    scheduler.look(KEY);
    scheduler.close();
    timers.advance(Duration.ofHours(1));
    scheduler.look(KEY);
    timers.advance(Duration.ofHours(1));
    assertThat(ticks).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("timed out");
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Wake-ups that come when the test says so. */
  private static final class ManualTimers implements Timers {
    private record Entry(Instant when, Runnable task) {}

    private final PriorityQueue<Entry> queue =
        new PriorityQueue<>(Comparator.comparing(Entry::when));
    private final Semaphore armed = new Semaphore(0);
    private Instant now = START;

    @Override
    public synchronized Instant instant() {
      return now;
    }

    @Override
    public Wakeup at(Instant when, Runnable task) {
      Entry entry = new Entry(when, task);
      synchronized (this) {
        queue.add(entry);
      }
      armed.release();
      return () -> remove(entry);
    }

    private synchronized void remove(Entry entry) {
      queue.remove(entry);
    }

    void advance(Duration duration) {
      Instant end = instant().plus(duration);
      while (true) {
        Entry next;
        synchronized (this) {
          next = queue.peek();
          if (next == null || next.when().isAfter(end)) {
            now = end;
            return;
          }
          queue.poll();
          now = next.when().isAfter(now) ? next.when() : now;
        }
        next.task().run();
      }
    }
  }
}
