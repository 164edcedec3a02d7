package dev.canary.core.tick;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Fact.Event;
import dev.canary.core.model.Fact.Repeat;
import dev.canary.core.port.Notifier;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps lasting conditions from being told on every look. What it remembers is a courtesy, not
 * state: after a restart a lasting condition is told once more.
 */
final class Voice {

  private final Notifier notifier;
  private final Map<CanaryKey, Map<String, Instant>> told = new ConcurrentHashMap<>();

  Voice(Notifier notifier) {
    this.notifier = notifier;
  }

  /** Starts what one tick has to say. */
  Speech speech(Duration interval) {
    return new Speech(interval);
  }

  /** Forgets a canary that is gone. */
  void forget(CanaryKey key) {
    told.remove(key);
  }

  /** What one tick has to say; not shared between threads. */
  final class Speech {
    private final Duration interval;
    private final Set<String> lasting = new LinkedHashSet<>();

    private Speech(Duration interval) {
      this.interval = interval;
    }

    /** Returns whether it was told, and not held back as a repetition. */
    boolean tell(Canary canary, Fact fact, String delivery, Instant now) {
      if (fact instanceof Event event && event.repeat() != Repeat.ALWAYS) {
        lasting.add(event.text());
        if (!fresh(canary.key(), event, now)) {
          return false;
        }
      }
      notifier.tell(canary, fact, delivery, now);
      return true;
    }

    private boolean fresh(CanaryKey key, Event event, Instant now) {
      Map<String, Instant> before = told.computeIfAbsent(key, any -> new ConcurrentHashMap<>());
      Instant last = before.get(event.text());
      boolean repeat =
          last != null && event.repeat() == Repeat.THROTTLED && !now.isBefore(last.plus(interval));
      if (last != null && !repeat) {
        return false;
      }
      before.put(event.text(), now);
      return true;
    }

    /** Conditions that this tick did not mention are over; they are news when they come back. */
    void end(CanaryKey key) {
      told.computeIfPresent(
          key,
          (same, texts) -> {
            texts.keySet().retainAll(lasting);
            return texts.isEmpty() ? null : texts;
          });
    }
  }
}
