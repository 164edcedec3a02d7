package dev.canary.core.machine;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Hook;
import dev.canary.core.model.Owed;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Position;
import dev.canary.core.model.Readiness.Unready;
import dev.canary.core.model.RolloutState.Failed;
import dev.canary.core.model.RolloutState.Promoting;
import dev.canary.core.model.RolloutState.Succeeded;
import dev.canary.core.model.Weight;
import java.time.Duration;
import java.time.Instant;

/**
 * How runs end (sections 6.3 to 6.5 and 6.7). The end is committed with everything that is owed for
 * it; then traffic moves, then the debts are paid.
 */
final class Endings {

  private Endings() {}

  /** Too many failed checks. */
  static Turn thresholdReached(Snapshot seen, Dialogue dialogue) {
    int failed = seen.status().counters().failedChecks();
    Texts texts = Texts.of(seen);
    return rollback(
        seen,
        dialogue,
        "failed checks threshold reached " + failed,
        ImmutableList.of(texts.thresholdReached(failed), texts.thresholdReachedAlert(failed)));
  }

  /** A side that cannot become ready. */
  static Turn stuck(Snapshot seen, Dialogue dialogue, Unready problem) {
    Texts texts = Texts.of(seen);
    return rollback(
        seen,
        dialogue,
        problem.text(),
        ImmutableList.of(
            texts.warning(problem.text()),
            texts.deadlineExceeded(problem.text()),
            texts.deadlineExceededAlert(problem.text())));
  }

  /** A rollback hook said so. */
  static Turn manualRollback(Snapshot seen, Dialogue dialogue) {
    Texts texts = Texts.of(seen);
    return rollback(
        seen,
        dialogue,
        "manual webhook invoked",
        ImmutableList.of(texts.manualRollback(), texts.manualRollbackAlert()));
  }

  /** A gate stayed closed for longer than the user wants to wait. */
  static Turn gateTimeout(Snapshot seen, Dialogue dialogue, Hook hook, Duration limit) {
    Texts texts = Texts.of(seen);
    return rollback(
        seen,
        dialogue,
        "gate " + hook.name() + " stayed closed",
        ImmutableList.of(
            texts.gateTimeout(hook.name(), limit.toSeconds()),
            texts.gateTimeoutAlert(hook.name())));
  }

  private static Turn rollback(
      Snapshot seen, Dialogue dialogue, String reason, ImmutableList<Fact> causes) {
    CanaryStatus status = seen.status();
    boolean scaled = status.phase() != Phase.WAITING;
    Position back = Moves.primary(seen);
    Debts debts =
        new Debts(seen, "rollback")
            .tell(causes)
            .tell(Texts.of(seen).in(Phase.FAILED).failed())
            .tell(new Fact.Finished(false, false))
            .postRollout(Phase.FAILED);
    if (scaled) {
      debts.scaleDown(graceEnd(seen));
    }
    CanaryStatus failed =
        status
            .with(new Failed(false))
            .with(Counters.ZERO)
            .with(rejected(seen, reason))
            .with(Moves.intent(seen, back).unjudged())
            .owing(debts.all());
    Plan plan = Plan.because(reason).commit(failed);
    if (!status.intent().position().filter(found -> Moves.same(seen, found, back)).isPresent()) {
      plan.then(Moves.write(seen, failed));
    }
    return plan.tell(dialogue.untold()).settle(failed, seen.now()).andLookAgain();
  }

  /** What was waiting for approval was taken into account, so that it is not asked about again. */
  private static CanaryStatus.Revisions rejected(Snapshot seen, String reason) {
    CanaryStatus.Revisions revisions = seen.status().revisions();
    return seen.status().phase() == Phase.WAITING
        ? revisions.analysing(seen.workload().live()).rejected(reason)
        : revisions.rejected(reason);
  }

  /** The primary cannot become ready: all traffic goes to the canary, which is kept. */
  static Turn failedPromotion(Snapshot seen, Unready problem) {
    CanaryStatus status = seen.status();
    Texts texts = Texts.of(seen);
    CanaryStatus failed =
        status
            .with(new Failed(true))
            .with(new Counters(100, 0, 0))
            .with(status.revisions().rejected(problem.text()))
            .with(Moves.intent(seen, Moves.weight(seen, Weight.FULL)).unjudged())
            .owing(
                new Debts(seen, "failed-promotion")
                    .tell(texts.warning(problem.text()))
                    .tell(texts.promotionFailed(problem.text()))
                    .tell(texts.promotionFailedAlert(problem.text()))
                    .tell(new Fact.Finished(false, false))
                    .postRollout(Phase.FAILED)
                    .all());
    return Plan.because("promotion failed: " + problem.text())
        .commit(failed)
        .then(Moves.write(seen, failed))
        .settle(failed, seen.now())
        .andLookAgain();
  }

  /** All traffic is on the primary: the target retires. */
  static Turn finish(Snapshot seen) {
    Texts texts = Texts.of(seen).in(Phase.SUCCEEDED);
    CanaryStatus done =
        succeeded(seen)
            .owing(
                new Debts(seen, "finish")
                    .tell(new Fact.Finished(true, false))
                    .postRollout(Phase.SUCCEEDED)
                    .tell(texts.promoted())
                    .tell(texts.promotedAlert())
                    .scaleDown(graceEnd(seen))
                    .all());
    return Plan.because("all traffic is on the primary")
        .commit(done)
        .settle(done, seen.now())
        .andLookAgain();
  }

  /**
   * The analysis is skipped: the primary takes over at once (section 6.5). That it will be
   * overwritten is announced first, so that nothing rolls back onto it afterwards.
   */
  static Turn skip(Snapshot seen) {
    Texts texts = Texts.of(seen).in(Phase.SUCCEEDED);
    Position back = Moves.primary(seen);
    boolean there =
        seen.status()
            .intent()
            .position()
            .filter(found -> Moves.same(seen, found, back))
            .isPresent();
    CanaryStatus moving =
        seen.status()
            .with(new Promoting(false))
            .with(there ? seen.status().intent() : Moves.intent(seen, back));
    Instant left = there ? graceEnd(seen) : seen.now().plus(grace(seen));
    CanaryStatus done =
        succeeded(seen)
            .with(moving.intent().unjudged())
            .owing(
                new Debts(seen, "skip")
                    .tell(new Fact.Finished(true, true))
                    .postRollout(Phase.SUCCEEDED)
                    .tell(texts.skipped())
                    .tell(texts.skippedAlert())
                    .scaleDown(left)
                    .all());
    Plan plan = Plan.because("the analysis is skipped");
    if (!there || !(seen.status().state() instanceof Promoting)) {
      plan.commit(moving);
    }
    if (!there) {
      plan.then(Moves.write(seen, moving));
    }
    return plan.tell(Texts.of(seen).copying())
        .then(new Step.SyncPrimary(Promotion.analysed(seen)))
        .then(new Step.SyncScaler())
        .commit(done)
        .settle(done, seen.now())
        .andLookAgain();
  }

  private static CanaryStatus succeeded(Snapshot seen) {
    CanaryStatus status = seen.status();
    return status
        .with(new Succeeded())
        .with(new Counters(0, 0, status.counters().failedChecks()))
        .with(status.revisions().promoted(Promotion.analysed(seen)))
        .intent(intent -> intent.unjudged());
  }

  /** Returns when the side that traffic leaves, or has left, may lose its pods. */
  static Instant graceEnd(Snapshot seen) {
    boolean onPrimary =
        seen.status()
            .intent()
            .position()
            .filter(position -> position.canary().equals(Weight.ZERO) && !position.mirror().on())
            .isPresent();
    Instant left = onPrimary ? seen.status().intent().since().orElse(seen.now()) : seen.now();
    return left.plus(grace(seen));
  }

  private static Duration grace(Snapshot seen) {
    return Schedule.grace(seen.spec().analysis().interval());
  }

  /** Returns obligations after those still to be told; a pending scale-down is called off. */
  static ImmutableList<Owed> stillToTell(Snapshot seen, ImmutableList<Owed> more) {
    return ImmutableList.<Owed>builder()
        .addAll(
            seen.status().owed().stream()
                .filter(owed -> !(owed instanceof Owed.ScaleDown))
                .limit(CanaryStatus.MAX_OWED - (long) more.size())
                .toList())
        .addAll(more)
        .build();
  }

  /** Returns obligations that come on top of those not yet due. */
  static ImmutableList<Owed> keeping(Snapshot seen, ImmutableList<Owed> more) {
    return ImmutableList.<Owed>builder().addAll(more).addAll(seen.status().owed()).build();
  }
}
