package dev.canary.testkit.cluster.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTimerTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final ManualTimer timer = new ManualTimer(START);
  private final List<String> log = new ArrayList<>();

  @Test
  void advance_doesDueWorkInOrder_atTheInstantItFellDue() {
    timer.every(Duration.ofSeconds(10), () -> note("ten"));
    timer.schedule(START.plusSeconds(15), () -> note("once"));
    timer.every(Duration.ofSeconds(20), () -> note("twenty"));

    timer.advance(Duration.ofSeconds(20));

    assertThat(log).containsExactly("ten@10", "once@15", "twenty@20", "ten@20");
    assertThat(timer.instant()).isEqualTo(START.plusSeconds(20));
  }

  @Test
  void nothingHappens_withoutAdvance() {
    timer.schedule(START, () -> note("late"));

    assertThat(log).isEmpty();
  }

  @Test
  void closedTask_isNotDone() {
    ClusterTimer.Task once = timer.schedule(START.plusSeconds(1), () -> note("once"));
    ClusterTimer.Task every = timer.every(Duration.ofSeconds(1), () -> note("every"));
    once.close();
    every.close();

    timer.advance(Duration.ofSeconds(5));

    assertThat(log).isEmpty();
  }

  private void note(String what) {
    log.add(what + "@" + Duration.between(START, timer.instant()).toSeconds());
  }
}
