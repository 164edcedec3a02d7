package dev.canary.core.machine;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Part;
import dev.canary.core.model.Readiness;
import dev.canary.core.model.RolloutState.Terminated;
import dev.canary.core.model.RolloutState.Terminating;
import java.time.Instant;

/**
 * Deletion with the original restored (section 14.1): the target is scaled up and ready before any
 * traffic is sent to it, and the finalizer goes last.
 */
final class Deletion {

  private Deletion() {}

  static Turn next(Snapshot seen) {
    if (!seen.canary().finalizer()) {
      return new Turn.Wait(Instant.MAX);
    }
    if (!seen.spec().revertOnDeletion() || seen.status().state() instanceof Terminated) {
      return Plan.because("nothing is to be restored")
          .then(new Step.Release(Part.FINALIZER))
          .once();
    }
    return seen.status().state() instanceof Terminating ? revert(seen) : begin(seen);
  }

  private static Turn begin(Snapshot seen) {
    CanaryStatus status = seen.status();
    CanaryStatus terminating =
        status
            .with(new Terminating())
            .with(new Counters(0, 0, status.counters().failedChecks()))
            .owing(
                Endings.stillToTell(
                    seen, new Debts(seen, "terminating").tell(Texts.of(seen).terminating()).all()));
    return Plan.because("the canary was deleted")
        .commit(terminating)
        .settle(terminating, seen.now())
        .andLookAgain();
  }

  private static Turn revert(Snapshot seen) {
    if (seen.workload().targetReplicas() == 0) {
      return Plan.because("scaling the target up again")
          .then(new Step.ResumeScaler())
          .then(new Step.Release(Part.TARGET))
          .once();
    }
    if (seen.workload().target() instanceof Readiness.Unready(String text, boolean stuck)) {
      return Plan.because("the target is not ready")
          .then(new Step.ResumeScaler())
          .then(new Step.Release(Part.TARGET))
          .tell(Texts.of(seen).lasting("canary not ready during finalizing: " + text))
          .once();
    }
    Plan plan = Plan.because("the target is ready");
    if (!seen.status().owed().isEmpty()) {
      plan.settle(seen.status(), seen.now());
    }
    return plan.then(new Step.ResumeScaler())
        .then(new Step.Release(Part.TARGET))
        .then(new Step.Release(Part.APEX))
        .then(new Step.Release(Part.ROUTES))
        .tell(Texts.of(seen).terminated())
        .then(new Step.Release(Part.FINALIZER))
        .once();
  }
}
