package dev.canary.testkit.cluster.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaledClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void realSecond_isNSecondsOfTheCluster() {
    AtomicLong nanos = new AtomicLong(-5);
    try (ScaledClock clock = new ScaledClock(60, START, nanos::get)) {
      nanos.addAndGet(1_500_000_000L);

      assertThat(clock.instant()).isEqualTo(START.plusSeconds(90));
      assertThat(clock.toReal(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
      assertThat(clock.toCluster(Duration.ofSeconds(1))).isEqualTo(Duration.ofMinutes(1));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 10_001, Double.NaN, Double.POSITIVE_INFINITY})
  void speedOutOfRange_isRefused(double speed) {
    assertThatThrownBy(() -> new ScaledClock(speed, START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Double.toString(speed));
  }

  @Test
  void every_repeats() throws Exception {
    try (ScaledClock clock = new ScaledClock(1000, START)) {
      CountDownLatch beats = new CountDownLatch(3);
      clock.every(Duration.ofSeconds(5), beats::countDown);

      assertThat(beats.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(clock.instant()).isAfterOrEqualTo(START.plusSeconds(15));
    }
  }

  @Test
  void every_neverOverlapsItself_andGoesOnAfterwards() throws Exception {
    try (ScaledClock clock = new ScaledClock(1000, START)) {
      CountDownLatch otherBeats = new CountDownLatch(20);
      CountDownLatch again = new CountDownLatch(2);
      AtomicInteger running = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
      clock.every(
          Duration.ofSeconds(1),
          () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            await(otherBeats);
            running.decrementAndGet();
            again.countDown();
          });
      clock.every(Duration.ofSeconds(1), otherBeats::countDown);

      assertThat(again.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(most).hasValue(1);
    }
  }

  @Test
  void workThatThrows_isRepeated() throws Exception {
    try (ScaledClock clock = new ScaledClock(1000, START)) {
      CountDownLatch beats = new CountDownLatch(3);
      clock.every(
          Duration.ofSeconds(1),
          () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
            beats.countDown();
            throw new IllegalStateException("planned");
          });

      assertThat(beats.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void schedule_doesWorkAtTheInstant_andAtOnceIfPast() throws Exception {
    try (ScaledClock clock = new ScaledClock(1000, START)) {
      CountDownLatch done = new CountDownLatch(1);
      CountDownLatch past = new CountDownLatch(1);
      clock.schedule(START.plusSeconds(30), done::countDown);
      clock.schedule(START.minusSeconds(30), past::countDown);

      assertThat(past.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(clock.instant()).isAfterOrEqualTo(START.plusSeconds(30));
    }
  }

  @Test
  void taskClosedByItsOwnRun_beginsNoFurtherRun() throws Exception {
    try (ScaledClock clock = new ScaledClock(1000, START)) {
      AtomicInteger runs = new AtomicInteger();
      CompletableFuture<ClusterTimer.Task> self = new CompletableFuture<>();
      self.complete(
          clock.every(
              Duration.ofSeconds(2),
              () -> {
                runs.incrementAndGet();
                self.join().close();
              }));
      CountDownLatch later = new CountDownLatch(20);
      clock.every(Duration.ofSeconds(2), later::countDown);

      assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(runs).hasValue(1);
    }
  }

  @Test
  void closedClock_refusesWork() {
    ScaledClock clock = new ScaledClock(1, START);
    clock.close();

    assertThatThrownBy(() -> clock.every(Duration.ofSeconds(1), () -> {}))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> clock.schedule(START, () -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tooShortInterval_isRefused() {
    try (ScaledClock clock = new ScaledClock(1, START)) {
      assertThatThrownBy(() -> clock.every(Duration.ofNanos(999_999), () -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("PT0.000999999S");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
