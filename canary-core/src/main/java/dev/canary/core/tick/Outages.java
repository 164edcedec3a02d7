package dev.canary.core.tick;

import dev.canary.core.model.CanaryKey;
import dev.canary.core.port.PortUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers since when the world could not be reached, so that an interval which an outage has cut
 * is not judged. A courtesy, not state: a process that starts after an outage has not seen it.
 */
final class Outages {

  private final Map<CanaryKey, Instant> began = new ConcurrentHashMap<>();

  /** Notes a failure; one that is no outage ends none either. */
  void failed(CanaryKey key, PortUnavailable failure, Instant now) {
    switch (failure.reason()) {
      case TRANSIENT, STALE -> began.putIfAbsent(key, now);
      case NOT_INSTALLED, NOT_PERMITTED, ABSENT, MISSING_REFERENCE, UNREADABLE -> {}
    }
  }

  /** Notes that everything could be read; returns whether that had not been so for an interval. */
  boolean over(CanaryKey key, Instant now, Duration interval) {
    Instant since = began.remove(key);
    return since != null && !now.isBefore(since.plus(interval));
  }
}
