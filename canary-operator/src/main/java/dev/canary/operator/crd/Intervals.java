package dev.canary.operator.crd;

import java.time.Duration;
import java.util.Optional;

/** How an analysis interval is understood (resources chapter, section 8.4). */
final class Intervals {

  static final Duration DEFAULT = Duration.ofSeconds(60);
  static final Duration LEAST = Duration.ofSeconds(10);

  private Intervals() {}

  /** Returns the interval: a minute if absent or unreadable, and never less than 10 s. */
  static Duration effective(Optional<String> text) {
    Duration interval = text.flatMap(GoDuration::parse).orElse(DEFAULT);
    return interval.compareTo(LEAST) < 0 ? LEAST : interval;
  }
}
