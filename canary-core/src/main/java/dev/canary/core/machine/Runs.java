package dev.canary.core.machine;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Intent;
import dev.canary.core.model.Position;
import dev.canary.core.model.Readiness.Unready;
import dev.canary.core.model.RolloutState.Initialized;
import dev.canary.core.model.RolloutState.Progressing;
import dev.canary.core.model.WorkloadView.Primary;
import java.util.Optional;

/** What every tick of a run does before anything is judged: restarts, guards, cancellation. */
final class Runs {

  private Runs() {}

  /** Returns the status at the start of a run about the live revision; nothing is owed yet. */
  static CanaryStatus started(Snapshot seen, Intent intent) {
    CanaryStatus status = seen.status();
    return status
        .with(new Progressing(false))
        .with(Counters.ZERO)
        .with(status.revisions().analysing(seen.workload().live()))
        .with(intent.unjudged())
        .with(status.run().next(seen.now()));
  }

  /** Reacts to a target that is not the analysed revision any more, or returns empty. */
  static Optional<Turn> changed(Snapshot seen) {
    return switch (Changes.duringRun(seen)) {
      case NONE -> Optional.empty();
      case REBASE -> rebase(seen);
      case BACK_TO_PROMOTED -> Optional.of(cancel(seen));
      case NEW -> Optional.of(restart(seen));
    };
  }

  /**
   * A foreign or older record is replaced at once; a moved generation waits for the next commit.
   */
  private static Optional<Turn> rebase(Snapshot seen) {
    CanaryStatus status = seen.status();
    boolean known =
        status
            .revisions()
            .analysed()
            .filter(analysed -> analysed.hash().equals(seen.workload().live().hash()))
            .isPresent();
    return known
        ? Optional.empty()
        : Optional.of(
            Plan.because("recording the live revision as the analysed one; nothing changed")
                .commit(status.with(rebased(seen)))
                .andLookAgain());
  }

  private static CanaryStatus.Revisions rebased(Snapshot seen) {
    CanaryStatus.Revisions known = seen.status().revisions();
    return new CanaryStatus.Revisions(
        Optional.of(seen.workload().live()),
        Optional.of(seen.workload().live()),
        known.promoted(),
        known.rejected());
  }

  static Turn restart(Snapshot seen) {
    Position start = Moves.primary(seen);
    CanaryStatus restarted = started(seen, Moves.intent(seen, start));
    CanaryStatus owing =
        restarted.owing(
            new Debts(seen, "restart-" + restarted.run().number())
                .tell(Texts.of(seen).restarting())
                .all());
    return Plan.because("a newer revision")
        .commit(owing)
        .then(Moves.write(seen, owing))
        .settle(owing, seen.now())
        .once();
  }

  private static Turn cancel(Snapshot seen) {
    CanaryStatus status = seen.status();
    CanaryStatus idle =
        status
            .with(new Initialized())
            .with(Counters.ZERO)
            .with(
                new CanaryStatus.Revisions(
                    Optional.of(seen.workload().live()),
                    Optional.empty(),
                    Optional.of(seen.workload().live()),
                    status.revisions().rejected()))
            .with(Moves.intent(seen, Moves.primary(seen)).unjudged());
    CanaryStatus owing =
        idle.owing(
            new Debts(seen, "cancel")
                .tell(Texts.of(seen).cancelled())
                .scaleDown(Endings.graceEnd(seen))
                .all());
    return Plan.because("the target is back at the promoted revision")
        .commit(owing)
        .then(Moves.write(seen, owing))
        .settle(owing, seen.now())
        .andLookAgain();
  }

  /** A run presupposes a target with replicas; one found at zero is scaled up again. */
  static Optional<Turn> retired(Snapshot seen) {
    return seen.workload().targetReplicas() > 0
        ? Optional.empty()
        : Optional.of(
            Plan.because("the target has no replicas")
                .then(new Step.ResumeScaler())
                .then(new Step.ScaleUp())
                .once());
  }

  /** Returns what is wrong with the primary, if anything. */
  static Optional<Unready> primary(Snapshot seen) {
    return seen.workload()
        .primary()
        .map(Primary::readiness)
        .map(readiness -> readiness instanceof Unready unready ? unready : null);
  }

  /** Returns what is wrong with the target, if anything. */
  static Optional<Unready> target(Snapshot seen) {
    return seen.workload().target() instanceof Unready unready
        ? Optional.of(unready)
        : Optional.empty();
  }

  static Turn notReady(Snapshot seen, Dialogue dialogue, Unready problem) {
    Plan plan = Plan.because("pods are not ready").tell(dialogue.untold());
    return plan.tell(Texts.of(seen).lasting(problem.text())).once();
  }
}
