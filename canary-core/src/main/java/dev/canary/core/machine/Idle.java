package dev.canary.core.machine;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Hook;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Position;
import dev.canary.core.model.Readiness;
import dev.canary.core.model.Readiness.Unready;
import dev.canary.core.model.RolloutState;
import dev.canary.core.model.RolloutState.Failed;
import dev.canary.core.model.RolloutState.Waiting;
import dev.canary.core.model.WorkloadView.Primary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** No run is underway: watch for a change, and ask the gates before one starts (section 6.1). */
final class Idle {

  private Idle() {}

  static Turn next(RolloutState state, Snapshot seen, Transcript heard) {
    return switch (Changes.whileIdle(seen)) {
      case NONE -> rest(seen);
      case REBASE -> rebase(seen);
      case BACK_TO_PROMOTED ->
          strayed(state, seen) ? detect(state, seen, new Dialogue(heard)) : rebase(seen);
      case NEW -> detect(state, seen, new Dialogue(heard));
    };
  }

  /** After a failed promotion the primary does not run what was promoted last. */
  private static boolean strayed(RolloutState state, Snapshot seen) {
    return state instanceof Failed(boolean canaryServes)
        && canaryServes
        && !seen.workload().primaryRuns(seen.workload().live());
  }

  /** A gate before the run is closed. */
  static Turn waiting(Waiting state, Snapshot seen, Transcript heard) {
    if (Changes.whileIdle(seen) != Changes.NEW) {
      return Plan.because("the change went away")
          .commit(seen.status().with(state.from()).intent(intent -> intent.unjudged()))
          .andLookAgain();
    }
    if (!seen.due()) {
      return new Turn.Wait(seen.nextTurn());
    }
    Dialogue dialogue = new Dialogue(heard);
    Gates gates = new Gates(seen, dialogue);
    return switch (gates.rollback()) {
      case Gates.Wish.Unheard(Turn turn) -> turn;
      case Gates.Wish.Rollback() -> Endings.manualRollback(seen, dialogue);
      case Gates.Wish.None() -> detect(state, seen, dialogue);
    };
  }

  private static Turn rest(Snapshot seen) {
    return new Turn.Wait(Schedule.nextDebt(seen.status()).orElse(Instant.MAX));
  }

  /** The template is the same; only how it was recorded is out of date. */
  private static Turn rebase(Snapshot seen) {
    CanaryStatus status = seen.status();
    boolean wasPromoted = status.revisions().seen().equals(status.revisions().promoted());
    CanaryStatus.Revisions revisions = status.revisions().seen(seen.workload().live());
    return Plan.because("recording the live revision; nothing changed")
        .commit(
            status.with(
                wasPromoted
                    ? new CanaryStatus.Revisions(
                        revisions.seen(),
                        revisions.analysed(),
                        revisions.seen(),
                        revisions.rejected())
                    : revisions))
        .andLookAgain();
  }

  private static Turn detect(RolloutState state, Snapshot seen, Dialogue dialogue) {
    if (!seen.spec().skipAnalysis()
        && primary(seen) instanceof Unready(String text, boolean stuck)) {
      return state instanceof Failed(boolean canaryServes) && canaryServes
          ? Promotion.repair(seen)
          : Plan.because("the primary is not ready").tell(Texts.of(seen).lasting(text)).once();
    }
    if (!seen.due()) {
      return new Turn.Wait(seen.nextTurn());
    }
    Gates gates = new Gates(seen, dialogue);
    return switch (gates.ask(Hook.Type.CONFIRM_ROLLOUT, seen.status().phase(), "Confirm-rollout")) {
      case Gates.Outcome.Unheard(Turn turn) -> turn;
      case Gates.Outcome.Closed(Hook hook, String error) ->
          closed(state, seen, dialogue, gates, hook);
      case Gates.Outcome.Open() -> start(seen, dialogue);
    };
  }

  private static Readiness primary(Snapshot seen) {
    return seen.workload()
        .primary()
        .map(Primary::readiness)
        .orElseGet(
            () ->
                Readiness.waiting(
                    seen.spec().primaryName()
                        + "."
                        + seen.canary().key().namespace()
                        + " not ready: it does not exist"));
  }

  private static Turn closed(
      RolloutState state, Snapshot seen, Dialogue dialogue, Gates gates, Hook hook) {
    CanaryStatus judged = seen.status().intent(intent -> intent.judgedAt(seen.now()));
    if (state instanceof Waiting(RolloutState from, Instant since)) {
      Optional<Duration> limit = seen.spec().analysis().gateTimeout();
      if (limit.filter(most -> !seen.now().isBefore(since.plus(most))).isPresent()) {
        return Endings.gateTimeout(seen, dialogue, hook, limit.orElseThrow());
      }
      return Plan.because("a gate is still closed").commit(judged).tell(dialogue.untold()).once();
    }
    Debts debts =
        new Debts(seen, "gate-" + seen.workload().live().hash())
            .tell(Texts.of(seen).halted("waiting for approval " + hook.name()));
    gates.alert(hook, "Canary is waiting for approval.").ifPresent(debts::tell);
    CanaryStatus waiting =
        judged.with(new Waiting(state, seen.now())).owing(Endings.keeping(seen, debts.all()));
    return Plan.because("a gate is closed")
        .commit(waiting)
        .tell(dialogue.untold())
        .settle(waiting, seen.now())
        .once();
  }

  /** The run begins: recorded with its starting position first, then scaled up. */
  private static Turn start(Snapshot seen, Dialogue dialogue) {
    CanaryStatus status = seen.status();
    Texts texts = Texts.of(seen).in(Phase.PROGRESSING);
    Position start = Moves.primary(seen);
    CanaryStatus running =
        Runs.started(seen, Moves.intent(seen, start))
            .owing(
                new Debts(seen, "start-" + (status.run().number() + 1))
                    .tell(texts.detected())
                    .tell(texts.detectedAlert())
                    .all());
    Plan plan = Plan.because("a new revision").tell(dialogue.untold()).commit(running);
    if (!status.intent().position().filter(found -> Moves.same(seen, found, start)).isPresent()) {
      plan.then(Moves.write(seen, running));
    }
    return plan.then(new Step.ResumeScaler())
        .then(new Step.ScaleUp())
        .settle(running, seen.now())
        .once();
  }
}
