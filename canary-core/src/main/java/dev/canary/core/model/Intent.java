package dev.canary.core.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The traffic position that was decided, and when it may be judged again.
 *
 * <p>While a position is recorded, it wins over the routing objects; without one (taken over, or
 * pruned by an old schema) the routing objects win once and are recorded.
 *
 * @param position what the route is to be; absent if never recorded
 * @param before what the route was when that was decided: a route found there is a step left
 *     undone, a route found elsewhere was edited by somebody
 * @param since when the position came in force; restarts the interval
 * @param lastJudgement when hooks or metrics were last asked; absent at the start of a run
 */
public record Intent(
    Optional<Position> position,
    Optional<Position> before,
    Optional<Instant> since,
    Optional<Instant> lastJudgement) {

  /** Nothing recorded. */
  public static final Intent NONE =
      new Intent(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Returns the intent to move to a position. */
  public Intent to(Position next, Instant now) {
    return new Intent(Optional.of(next), position, Optional.of(now), lastJudgement);
  }

  /** Returns this intent, in force from now on. */
  public Intent inForceSince(Instant now) {
    return new Intent(position, before, Optional.of(now), lastJudgement);
  }

  /** Returns this intent with a judgement made now. */
  public Intent judgedAt(Instant now) {
    return new Intent(position, before, since, Optional.of(now));
  }

  /** Returns this intent as at the start of a run: nothing was judged yet. */
  public Intent unjudged() {
    return new Intent(position, before, since, Optional.empty());
  }
}
