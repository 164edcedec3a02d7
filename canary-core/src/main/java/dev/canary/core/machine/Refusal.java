package dev.canary.core.machine;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Phase;
import dev.canary.core.model.RolloutState.Progressing;
import dev.canary.core.model.Weight;
import java.time.Instant;

/**
 * The specification is refused: no run starts, what the last accepted one established is kept up,
 * and a run waits in its phase with all traffic on the primary until a specification is accepted.
 */
final class Refusal {

  private Refusal() {}

  static Turn next(Snapshot seen) {
    return switch (seen.status().phase()) {
      case NEW, INITIALIZING, TERMINATING, TERMINATED -> new Turn.Wait(Instant.MAX);
      case PROGRESSING, WAITING_PROMOTION -> Standing.restore(seen).orElseGet(() -> hold(seen));
      default -> Standing.restore(seen).orElseGet(() -> new Turn.Wait(Instant.MAX));
    };
  }

  private static Turn hold(Snapshot seen) {
    boolean held = Moves.current(seen).equals(Weight.ZERO) && !Moves.mirroring(seen);
    if (held && seen.status().phase() == Phase.PROGRESSING) {
      return new Turn.Wait(Instant.MAX);
    }
    CanaryStatus waiting =
        seen.status()
            .with(new Progressing(false))
            .with(Counters.ZERO)
            .with(Moves.intent(seen, Moves.primary(seen)).unjudged());
    return Plan.because("the specification is refused")
        .commit(waiting)
        .then(Moves.write(seen, waiting))
        .once();
  }
}
