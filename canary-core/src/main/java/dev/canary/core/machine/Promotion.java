package dev.canary.core.machine;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Position;
import dev.canary.core.model.Readiness.Unready;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RolloutState.Finalising;
import dev.canary.core.model.RolloutState.Promoting;
import dev.canary.core.model.Weight;
import java.util.Optional;

/**
 * The primary takes over the analysed revision, then traffic returns to it (sections 6.6 to 6.8).
 * The intent is committed before the primary is written, and traffic returns only to a primary that
 * runs that revision and is ready. From here on only the primary's health matters.
 */
final class Promotion {

  private Promotion() {}

  /**
   * Returns the revision this run is about; one taken over without a record is the last one seen.
   */
  static Revision analysed(Snapshot seen) {
    CanaryStatus.Revisions known = seen.status().revisions();
    return known.analysed().or(known::seen).orElse(seen.workload().live());
  }

  static Turn begin(Snapshot seen, Dialogue dialogue) {
    CanaryStatus promoting = Advance.judged(seen).with(new Promoting(false));
    return Plan.because("the analysis passed")
        .commit(promoting)
        .tell(dialogue.untold())
        .tell(Texts.of(seen).copying())
        .then(new Step.SyncPrimary(analysed(seen)))
        .commit(promoting.with(new Promoting(true)))
        .once();
  }

  /**
   * A failed promotion left all traffic on the canary and the primary is not healthy: the primary
   * gets the new revision first, and traffic follows once it is ready.
   */
  static Turn repair(Snapshot seen) {
    CanaryStatus promoting =
        Runs.started(seen, seen.status().intent())
            .with(new Promoting(false))
            .with(new Counters(100, 0, 0))
            .intent(intent -> intent.judgedAt(seen.now()));
    return Plan.because("repairing the primary with the new revision")
        .commit(promoting)
        .tell(Texts.of(seen).in(Phase.PROMOTING).copying())
        .then(new Step.SyncPrimary(seen.workload().live()))
        .commit(promoting.with(new Promoting(true)))
        .once();
  }

  static Turn next(Promoting state, Snapshot seen) {
    if (seen.spec().skipAnalysis() && seen.workload().target().isReady()) {
      return Endings.skip(seen);
    }
    Revision analysed = analysed(seen);
    boolean current = seen.workload().live().same(analysed);
    boolean verifiable = current || Changes.comparable(analysed, seen.workload().live());
    boolean running =
        seen.workload().primaryRuns(analysed) || (state.primaryWritten() && !verifiable);
    if (!running) {
      return current ? write(seen) : abandoned(state, seen);
    }
    Optional<Unready> problem = Runs.primary(seen);
    if (problem.isPresent()) {
      return guard(seen, problem.get());
    }
    return seen.due() ? shift(seen) : new Turn.Wait(seen.nextTurn());
  }

  private static Turn write(Snapshot seen) {
    return Plan.because("writing the primary")
        .then(new Step.SyncPrimary(analysed(seen)))
        .commit(seen.status().with(new Promoting(true)))
        .once();
  }

  /**
   * The primary does not run the analysed revision and the target is not it any more. An untouched
   * primary takes the traffic back and the newer revision is analysed; one that was overwritten
   * since gets no traffic before it is healthy.
   */
  private static Turn abandoned(Promoting state, Snapshot seen) {
    Optional<Unready> problem = state.primaryWritten() ? Runs.primary(seen) : Optional.empty();
    return problem.map(unready -> guard(seen, unready)).orElseGet(() -> Runs.restart(seen));
  }

  /** All traffic is on the primary, and its health alone decides whether the target may go. */
  static Turn finalising(Snapshot seen) {
    Optional<Unready> problem = seen.spec().skipAnalysis() ? Optional.empty() : Runs.primary(seen);
    if (problem.isPresent()) {
      return guard(seen, problem.get());
    }
    return seen.due() ? Endings.finish(seen) : new Turn.Wait(seen.nextTurn());
  }

  /** Traffic moves to the canary only if the canary can take it. */
  private static Turn guard(Snapshot seen, Unready problem) {
    boolean takesTraffic =
        seen.workload().target().isReady() && seen.workload().targetReplicas() > 0;
    return problem.stuck() && seen.due() && takesTraffic
        ? Endings.failedPromotion(seen, problem)
        : Runs.notReady(seen, new Dialogue(Transcript.EMPTY), problem);
  }

  private static Turn shift(Snapshot seen) {
    int step = seen.spec().analysis().stepWeightPromotion();
    int left = step > 0 ? Math.max(0, Moves.current(seen).percent() - step) : 0;
    CanaryStatus judged = Advance.judged(seen);
    if (!seen.traffic().weights()) {
      return Plan.because("the primary is ready")
          .then(new Step.SyncScaler())
          .commit(finalised(judged))
          .once();
    }
    Position wanted = Moves.weight(seen, new Weight(left));
    CanaryStatus moved =
        judged.with(judged.counters().weight(left)).with(judged.intent().to(wanted, seen.now()));
    CanaryStatus next = left == 0 ? finalised(moved) : moved;
    Texts texts = Texts.of(seen);
    return Plan.because("the primary is ready")
        .then(new Step.SyncScaler())
        .commit(next)
        .then(Moves.write(seen, next))
        .tell(step > 0 ? texts.primaryWeight(100 - left) : texts.toPrimary())
        .once();
  }

  private static CanaryStatus finalised(CanaryStatus status) {
    return status.with(new Finalising()).with(new Counters(0, 0, status.counters().failedChecks()));
  }
}
