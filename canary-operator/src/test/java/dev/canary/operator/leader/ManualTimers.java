package dev.canary.operator.leader;

import dev.canary.operator.schedule.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A clock that moves when it is told to. */
final class ManualTimers implements Timers {

  private record Pending(Instant at, Runnable task) {}

  private final List<Pending> pending = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized Wakeup at(Instant when, Runnable task) {
    Pending entry = new Pending(when, task);
    pending.add(entry);
    return () -> cancel(entry);
  }

  /** Moves the clock and runs what has become due, in order. */
  void advance(Duration by) {
    Instant end = instant().plus(by);
    for (Optional<Runnable> due = take(end); due.isPresent(); due = take(end)) {
      due.get().run();
    }
  }

  private synchronized Optional<Runnable> take(Instant end) {
    Optional<Pending> first =
        pending.stream()
            .filter(entry -> !entry.at().isAfter(end))
            .min(Comparator.comparing(Pending::at));
    now = first.map(Pending::at).filter(now::isBefore).orElse(first.isPresent() ? now : end);
    first.ifPresent(pending::remove);
    return first.map(Pending::task);
  }

  private synchronized void cancel(Pending entry) {
    pending.remove(entry);
  }
}
