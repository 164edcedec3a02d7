package dev.canary.core.tick;

import java.time.Instant;

/**
 * How a tick ended.
 *
 * @param next when to tick again if nothing changes before; {@link Instant#MAX} for never
 * @param outcome what it came to
 * @param reason why, in words
 */
public record TickReport(Instant next, Outcome outcome, String reason) {

  /** What a tick came to. */
  public enum Outcome {
    /** There was nothing to do. */
    RESTED,
    /** A decision was carried out. */
    ACTED,
    /** A port failed; the next tick repeats. */
    FAILED,
    /** The specification is refused. */
    REFUSED,
    /** There is no such canary. */
    GONE
  }
}
