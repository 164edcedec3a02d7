package dev.canary.core.machine;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Intent;
import dev.canary.core.model.Owed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When something is due; a pure function of what was committed, so a restart changes nothing. */
public final class Schedule {

  private static final Duration LEAST_GRACE = Duration.ofSeconds(10);
  private static final Duration MOST_GRACE = Duration.ofSeconds(60);

  private Schedule() {}

  /**
   * Returns when hooks and metrics may be asked and traffic may move: one interval after the later
   * of the last judgement and the moment the position came in force. What has not been judged yet,
   * a new revision or the start of a run, is due at once.
   */
  public static Instant nextTurn(CanaryStatus status, Duration interval) {
    Intent intent = status.intent();
    if (intent.lastJudgement().isEmpty()) {
      return Instant.MIN;
    }
    return Stream.of(intent.lastJudgement(), intent.since())
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .orElse(Instant.MIN)
        .plus(interval);
  }

  /** Returns when the first delayed obligation is due, if there is one. */
  public static Optional<Instant> nextDebt(CanaryStatus status) {
    return status.owed().stream()
        .map(owed -> owed instanceof Owed.ScaleDown(String id, Instant due) ? due : Instant.MIN)
        .min(Instant::compareTo);
  }

  /**
   * Returns how long a side keeps its pods after traffic has left it: within 10 s and 60 s, and one
   * interval in between, so that connections drain and data planes catch up.
   */
  public static Duration grace(Duration interval) {
    Duration capped = interval.compareTo(MOST_GRACE) < 0 ? interval : MOST_GRACE;
    return capped.compareTo(LEAST_GRACE) > 0 ? capped : LEAST_GRACE;
  }
}
