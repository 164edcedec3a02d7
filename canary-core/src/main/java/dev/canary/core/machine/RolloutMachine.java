package dev.canary.core.machine;

import dev.canary.core.model.RolloutState;
import dev.canary.core.model.RolloutState.Failed;
import dev.canary.core.model.RolloutState.Finalising;
import dev.canary.core.model.RolloutState.Initialized;
import dev.canary.core.model.RolloutState.Initializing;
import dev.canary.core.model.RolloutState.New;
import dev.canary.core.model.RolloutState.Progressing;
import dev.canary.core.model.RolloutState.Promoting;
import dev.canary.core.model.RolloutState.Succeeded;
import dev.canary.core.model.RolloutState.Terminated;
import dev.canary.core.model.RolloutState.Terminating;
import dev.canary.core.model.RolloutState.Waiting;
import dev.canary.core.model.RolloutState.WaitingPromotion;
import java.time.Instant;
import java.util.Optional;

/** Decides what one canary needs next. */
public final class RolloutMachine {

  private RolloutMachine() {}

  /**
   * Returns what one canary needs next. No clock, no I/O, no randomness: same arguments, same turn.
   *
   * @param seen everything a decision is based on
   * @param heard the answers of this tick so far
   */
  public static Turn next(Snapshot seen, Transcript heard) {
    if (seen.canary().deletedAt().isPresent()) {
      return Deletion.next(seen);
    }
    if (seen.spec().suspend()) {
      return Plan.because("suspended").tell(Texts.of(seen).suspended()).once();
    }
    return switch (seen.status().state()) {
      case New() -> Bootstrap.begin(seen);
      case Initializing state -> Bootstrap.next(state, seen, heard);
      case RolloutState state -> Standing.restore(seen).orElseGet(() -> phase(state, seen, heard));
    };
  }

  /**
   * Returns what a canary needs while its specification is refused.
   *
   * @param seen as for {@link #next}, with the specification last accepted
   */
  public static Turn whileRefused(Snapshot seen) {
    return seen.canary().deletedAt().isPresent() ? Deletion.next(seen) : Refusal.next(seen);
  }

  private static Turn phase(RolloutState state, Snapshot seen, Transcript heard) {
    return switch (state) {
      case New() -> Bootstrap.begin(seen);
      case Initializing initializing -> Bootstrap.next(initializing, seen, heard);
      case Initialized idle -> Idle.next(idle, seen, heard);
      case Succeeded idle -> Idle.next(idle, seen, heard);
      case Failed idle -> Idle.next(idle, seen, heard);
      case Waiting waiting -> Idle.waiting(waiting, seen, heard);
      case Progressing run -> running(seen, heard);
      case WaitingPromotion run -> running(seen, heard);
      case Promoting promoting -> Promotion.next(promoting, seen);
      case Finalising run -> Promotion.finalising(seen);
      // Deletion was undone by nobody but an object restored from a backup: start over.
      case Terminating restored -> Bootstrap.begin(seen);
      case Terminated restored -> new Turn.Wait(Instant.MAX);
    };
  }

  private static Turn running(Snapshot seen, Transcript heard) {
    Optional<Turn> first = Runs.changed(seen).or(() -> Runs.retired(seen));
    return first.orElseGet(() -> Analysing.next(seen, heard));
  }
}
