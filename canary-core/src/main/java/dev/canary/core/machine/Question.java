package dev.canary.core.machine;

import dev.canary.core.model.Hook;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.model.Phase;

/** Something the machine must know before it can decide, and that takes I/O to find out. */
public sealed interface Question {

  /** Returns an id that stays the same when the same question is asked again after a crash. */
  String id();

  /**
   * Calls a hook.
   *
   * @param phase the phase that the hook receives
   */
  record CallHook(String id, Hook hook, Phase phase) implements Question {}

  /** Measures one aspect of a check. */
  record Measure(String id, MetricCheck check, MetricCheck.Aspect aspect) implements Question {}

  /** Asks whether the metrics providers can be used at all. */
  record ProbeMetrics(String id) implements Question {}
}
