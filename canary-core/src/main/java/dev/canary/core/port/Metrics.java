package dev.canary.core.port;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Measurement;
import dev.canary.core.model.MetricCheck;
import java.util.Optional;

/**
 * Measures checks. Bounded in time and size; whatever goes wrong is one of the measurements, never
 * an exception.
 */
public interface Metrics {

  /**
   * Measures one check.
   *
   * @param aspect which of its parts; a check with a built-in name may also have a query and a
   *     template, and each is measured by itself
   */
  Measurement measure(Canary canary, CanarySpec spec, MetricCheck check, MetricCheck.Aspect aspect);

  /** Returns why the providers of a canary cannot be used, or empty if all can. */
  Optional<String> unavailable(Canary canary, CanarySpec spec);
}
