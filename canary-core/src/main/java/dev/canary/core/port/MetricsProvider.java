package dev.canary.core.port;

import dev.canary.core.model.Measurement;
import java.time.Duration;
import java.util.Optional;

/** One source of numbers. Bounded in time and size; never throws for what a source may answer. */
public interface MetricsProvider {

  /**
   * Runs a rendered query.
   *
   * @param query in the source's own language
   * @param window how far back it looks
   */
  Measurement measure(String query, Duration window);

  /** Returns why the source cannot be used, or empty if it can. */
  Optional<String> unavailable();
}
