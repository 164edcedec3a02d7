package dev.canary.core.port;

import dev.canary.core.model.Canary;
import dev.canary.core.model.Fact;
import java.time.Instant;

/**
 * Tells people and machines what happened. Never blocks traffic for long and never throws: what
 * must arrive is committed as an obligation before, and repeated after a crash with the same id.
 */
public interface Notifier {

  /**
   * Tells one fact.
   *
   * @param canary as last read
   * @param fact what happened
   * @param delivery stable id when this may be a repetition, else empty
   * @param now when it was decided
   */
  void tell(Canary canary, Fact fact, String delivery, Instant now);

  /**
   * Shows traffic and phase on gauges.
   *
   * @param canary as last read
   * @param primaryWeight percent sent to the primary
   * @param canaryWeight percent sent to the canary
   */
  void gauge(Canary canary, int primaryWeight, int canaryWeight);
}
