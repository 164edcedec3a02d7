package dev.canary.router.istio;

import dev.canary.core.model.Affinity;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Position;

/**
 * A position as an object holds it: both weights as found, even a pair edited by hand that does not
 * add up to 100.
 */
record Traffic(int primaryWeight, int canaryWeight, Mirror mirror, Affinity affinity) {

  /** All traffic to the primary. */
  static final Traffic PRIMARY = of(Position.PRIMARY);

  static Traffic of(Position position) {
    return new Traffic(
        position.primary().percent(),
        position.canary().percent(),
        position.mirror(),
        position.affinity());
  }

  /** Returns whether the canary gets live requests. */
  boolean reachesCanary() {
    return canaryWeight != 0;
  }

  /** Returns the weights alone. */
  Traffic weights() {
    return new Traffic(primaryWeight, canaryWeight, Mirror.NONE, Affinity.NONE);
  }
}
