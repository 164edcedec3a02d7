package dev.canary.testkit.fake;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Measurement;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.port.Metrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures by script: per check a queue of measurements, then its standing value. Without a script
 * a success rate is 100 and everything else 0.
 */
public final class ScriptedMetrics implements Metrics {

  private final Map<String, Deque<Measurement>> next = new HashMap<>();
  private final Map<String, Measurement> standing = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private Optional<String> unavailable = Optional.empty();

  /** Sets what a check gives once its queue is empty. */
  public synchronized ScriptedMetrics always(String check, Measurement measurement) {
    standing.put(check, measurement);
    return this;
  }

  /** Sets the value that a check gives once its queue is empty. */
  public ScriptedMetrics always(String check, double value) {
    return always(check, new Measurement.Value(value));
  }

  /** Adds to what a check gives next, one measurement per call. */
  public synchronized ScriptedMetrics next(String check, Measurement... measurements) {
    next.computeIfAbsent(check, name -> new ArrayDeque<>()).addAll(List.of(measurements));
    return this;
  }

  /** Sets why the providers cannot be used; empty if they can. */
  public synchronized void unavailable(Optional<String> reason) {
    unavailable = reason;
  }

  /** Returns the names of the checks measured, in order. */
  public synchronized ImmutableList<String> asked() {
    return ImmutableList.copyOf(asked);
  }

  @Override
  public synchronized Measurement measure(
      Canary canary, CanarySpec spec, MetricCheck check, Aspect aspect) {
    asked.add(check.name());
    Deque<Measurement> queue = next.getOrDefault(check.name(), new ArrayDeque<>());
    Measurement queued = queue.poll();
    if (queued != null) {
      return queued;
    }
    double fallback = aspect == Aspect.SUCCESS_RATE ? 100 : 0;
    return standing.getOrDefault(check.name(), new Measurement.Value(fallback));
  }

  @Override
  public synchronized Optional<String> unavailable(Canary canary, CanarySpec spec) {
    return unavailable;
  }
}
