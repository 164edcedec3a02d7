package dev.canary.operator.http;

import dev.canary.core.plugin.HttpCaller.Answer;
import dev.canary.operator.schedule.Timers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Waits between attempts: 1 s, 2 s, 4 s up to 30 s, or as long as the server asks (webhooks
 * chapter, section 2.1). A server that asks for more than {@link #LONGEST} is not waited for any
 * longer.
 */
final class Backoff {

  private static final Duration CAP = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Timers timers;

  Backoff(Timers timers) {
    this.timers = timers;
  }

  /** Returns the pause after that many attempts. */
  Duration after(int attempts) {
    Duration pause = Duration.ofSeconds(1L << Math.min(attempts - 1, 10));
    return pause.compareTo(CAP) < 0 ? pause : CAP;
  }

  /** Returns the pause after an answer; its {@code Retry-After} comes first, seconds or a date. */
  Duration after(int attempts, Answer answer) {
    boolean heeded = answer.status() == 429 || answer.status() == 503;
    String asked = heeded ? answer.headers().getOrDefault("retry-after", "") : "";
    return asked(asked)
        .map(pause -> pause.compareTo(LONGEST) < 0 ? pause : LONGEST)
        .orElseGet(() -> after(attempts));
  }

  private Optional<Duration> asked(String asked) {
    if (asked.matches("[0-9]{1,6}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(asked)));
    }
    try {
      Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(asked, Instant::from);
      Duration pause = Duration.between(timers.instant(), until);
      return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }

  /** Waits; returns whether it was not interrupted. */
  boolean await(Duration pause) {
    CountDownLatch over = new CountDownLatch(1);
    Timers.Wakeup wakeup = timers.at(timers.instant().plus(pause), over::countDown);
    try {
      over.await();
      return true;
    } catch (InterruptedException interrupted) {
      wakeup.cancel();
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
