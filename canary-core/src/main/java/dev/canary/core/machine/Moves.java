package dev.canary.core.machine;

import dev.canary.core.model.Affinity;
import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Intent;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Position;
import dev.canary.core.model.Weight;
import java.util.Optional;

/** Positions to move to, cookies included. */
final class Moves {

  private Moves() {}

  /** Returns all traffic on the primary; the cookies of a run that ends are remembered. */
  static Position primary(Snapshot seen) {
    return weight(seen, Weight.ZERO);
  }

  /** Returns that share on the canary, nothing mirrored. */
  static Position weight(Snapshot seen, Weight canary) {
    return new Position(canary, Mirror.NONE, cookies(seen, canary));
  }

  /** Returns all traffic on the primary, copied to the canary as the user asks. */
  static Position mirrored(Snapshot seen) {
    int percent = (int) seen.spec().analysis().tree().wholeOr(0, "mirrorWeight");
    Mirror mirror = percent > 0 && percent <= 100 ? new Mirror(percent) : Mirror.ALL;
    return new Position(Weight.ZERO, mirror, cookies(seen, Weight.ZERO));
  }

  /** Returns the canary's share as decided; before anything was decided, zero. */
  static Weight current(Snapshot seen) {
    return seen.status().intent().position().map(Position::canary).orElse(Weight.ZERO);
  }

  /** Returns whether mirroring was decided on. */
  static boolean mirroring(Snapshot seen) {
    return seen.status().intent().position().filter(position -> position.mirror().on()).isPresent();
  }

  /**
   * Returns whether two positions send the same traffic. Cookies count only while stickiness is
   * asked for: without it no route carries any.
   */
  static boolean same(Snapshot seen, Position a, Position b) {
    return seen.spec().analysis().affinity().isPresent()
        ? a.sameTraffic(b)
        : a.with(Affinity.NONE).sameTraffic(b.with(Affinity.NONE));
  }

  /** Returns the step that puts the intent of a status in force. */
  static Step write(Snapshot seen, CanaryStatus next) {
    Position wanted = next.intent().position().orElse(Position.PRIMARY);
    return new Step.WritePosition(wanted, !Standing.inForce(seen));
  }

  /** Returns the intent to move to a position, decided now. */
  static Intent intent(Snapshot seen, Position position) {
    return seen.status().intent().to(position, seen.now());
  }

  private static Affinity cookies(Snapshot seen, Weight canary) {
    Affinity known =
        seen.status().intent().position().map(Position::affinity).orElse(Affinity.NONE);
    Optional<AffinitySpec> spec = seen.spec().analysis().affinity();
    if (spec.isEmpty()) {
      return Affinity.NONE;
    }
    return canary.equals(Weight.ZERO) ? known.ended() : started(seen, known, spec.get());
  }

  private static Affinity started(Snapshot seen, Affinity known, AffinitySpec wanted) {
    Optional<String> primary =
        wanted.primaryCookieName().map(name -> name + "=" + seen.cookies().primary());
    return known.started(wanted.cookieName() + "=" + seen.cookies().canary(), primary);
  }
}
