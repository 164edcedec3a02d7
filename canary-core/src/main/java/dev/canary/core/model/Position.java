package dev.canary.core.model;

import java.util.Optional;

/**
 * Where the live traffic goes; the primary gets the rest up to 100 by construction.
 *
 * <p>Who belongs to the audience of an A/B test is not part of it: that is the layout, and it
 * belongs to {@link RouteTarget}.
 *
 * @param canary share of the canary
 * @param mirror what is copied to the canary
 * @param affinity the cookies in force
 */
public record Position(Weight canary, Mirror mirror, Affinity affinity) {

  /** All traffic to the primary, nothing mirrored, no cookies. */
  public static final Position PRIMARY = new Position(Weight.ZERO, Mirror.NONE, Affinity.NONE);

  /** Returns the position with that canary share, nothing mirrored and no cookies. */
  public static Position canary(int percent) {
    return new Position(new Weight(percent), Mirror.NONE, Affinity.NONE);
  }

  /** Returns the share of the primary. */
  public Weight primary() {
    return canary.rest();
  }

  /** Returns this position with other cookies. */
  public Position with(Affinity cookies) {
    return new Position(canary, mirror, cookies);
  }

  /**
   * Returns whether both send the same traffic to the same side. Cookies known but not carried by a
   * route at this weight do not count: at zero only the previous one is, above zero only the
   * current and the primary one.
   */
  public boolean sameTraffic(Position other) {
    return canary.equals(other.canary)
        && mirror.equals(other.mirror)
        && carried().equals(other.carried());
  }

  private Affinity carried() {
    return canary.equals(Weight.ZERO)
        ? new Affinity(Optional.empty(), affinity.previous(), Optional.empty())
        : new Affinity(affinity.current(), Optional.empty(), affinity.primary());
  }

  @Override
  public String toString() {
    return primary().percent() + "/" + canary.percent() + (mirror.on() ? " mirrored" : "");
  }
}
