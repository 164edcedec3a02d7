package dev.canary.operator.notify;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.Fact.Event;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortException;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to the cluster, in order. The same text within ten minutes raises the count of the
 * first one; none is dropped or merged with others.
 */
final class EventRecorder {

  private static final Logger log = LoggerFactory.getLogger(EventRecorder.class);
  private static final Duration SAME = Duration.ofMinutes(10);
  private static final int MOST_REMEMBERED = 4096;

  private record Text(CanaryKey key, boolean warning, String text) {}

  private record Recorded(StoredObject object, Instant last) {}

  private final ObjectStore store;
  private final AtomicLong last = new AtomicLong();
  private final Map<Text, Recorded> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Text, Recorded> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  EventRecorder(ObjectStore store) {
    this.store = store;
  }

  /** Writes one event; called by one thread at a time for each canary. */
  void record(Canary canary, Event event, Instant now) {
    Text text = new Text(canary.key(), event.warning(), event.text());
    try {
      StoredObject written = again(text, now);
      if (written == null) {
        ObjectKey key = EventObjects.key(canary, unique(now));
        written = store.create(key, EventObjects.first(canary, event, key, now));
      }
      synchronized (recent) {
        recent.put(text, new Recorded(written, now));
      }
    } catch (PortException failure) {
      log.atWarn()
          .addKeyValue("canary", canary.key())
          .log("event \"{}\" was not recorded: {}", event.text(), failure.text());
    }
  }

  private @Nullable StoredObject again(Text text, Instant now) {
    Recorded before;
    synchronized (recent) {
      before = recent.get(text);
    }
    if (before == null || before.last().plus(SAME).isBefore(now)) {
      return null;
    }
    try {
      return store.update(before.object(), EventObjects.again(before.object().tree(), now));
    } catch (Conflict gone) {
      return null;
    }
  }

  /** Names carry the time in nanoseconds; two at the same moment get different ones. */
  private long unique(Instant now) {
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    return last.updateAndGet(before -> Math.max(before + 1, nanos));
  }
}
