package dev.canary.operator.http;

import dev.canary.operator.schedule.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that jumps to whatever is waited for, and remembers how long that would have been. */
final class EagerTimers implements Timers {

  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Wakeup at(Instant when, Runnable task) {
    pauses.add(Duration.between(now, when));
    now = when;
    task.run();
    return () -> {};
  }

  List<Duration> pauses() {
    return pauses;
  }
}
