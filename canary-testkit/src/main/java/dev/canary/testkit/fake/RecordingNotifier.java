package dev.canary.testkit.fake;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.Fact;
import dev.canary.core.port.Notifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told, repetitions included. */
public final class RecordingNotifier implements Notifier {

  private final List<Told> told = new ArrayList<>();
  private final List<Gauge> gauges = new ArrayList<>();

  /**
   * One fact as it was told.
   *
   * @param key of the canary
   * @param fact what happened
   * @param delivery stable id, or empty
   * @param at when it was decided
   */
  public record Told(CanaryKey key, Fact fact, String delivery, Instant at) {}

  /** One setting of the traffic gauges. */
  public record Gauge(CanaryKey key, int primaryWeight, int canaryWeight) {}

  @Override
  public synchronized void tell(Canary canary, Fact fact, String delivery, Instant now) {
    told.add(new Told(canary.key(), fact, delivery, now));
  }

  @Override
  public synchronized void gauge(Canary canary, int primaryWeight, int canaryWeight) {
    gauges.add(new Gauge(canary.key(), primaryWeight, canaryWeight));
  }

  /** Returns everything told, oldest first. */
  public synchronized ImmutableList<Told> told() {
    return ImmutableList.copyOf(told);
  }

  /** Returns every setting of the gauges, oldest first. */
  public synchronized ImmutableList<Gauge> gauges() {
    return ImmutableList.copyOf(gauges);
  }

  /** Returns the facts of one kind, oldest first. */
  public <T extends Fact> ImmutableList<T> facts(Class<T> kind) {
    return told().stream()
        .map(Told::fact)
        .filter(kind::isInstance)
        .map(kind::cast)
        .collect(toImmutableList());
  }

  /** Returns the texts of the events, oldest first. */
  public ImmutableList<String> events() {
    return facts(Fact.Event.class).stream().map(Fact.Event::text).collect(toImmutableList());
  }

  /** Returns the texts of the alerts, oldest first. */
  public ImmutableList<String> alerts() {
    return facts(Fact.Alert.class).stream().map(Fact.Alert::text).collect(toImmutableList());
  }

  /** Forgets everything told so far. */
  public synchronized void clear() {
    told.clear();
    gauges.clear();
  }
}
