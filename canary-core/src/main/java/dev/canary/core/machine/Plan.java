package dev.canary.core.machine;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Owed;
import java.time.Instant;

/** Collects the steps of a decision in their order. */
final class Plan {

  private final ImmutableList.Builder<Step> steps = ImmutableList.builder();
  private final String reason;

  private Plan(String reason) {
    this.reason = reason;
  }

  static Plan because(String reason) {
    return new Plan(reason);
  }

  Plan then(Step step) {
    steps.add(step);
    return this;
  }

  Plan commit(CanaryStatus next) {
    return then(new Step.Commit(next));
  }

  Plan tell(Fact fact) {
    return then(new Step.Tell(fact));
  }

  Plan tell(Iterable<Fact> facts) {
    facts.forEach(this::tell);
    return this;
  }

  /**
   * Pays what can be paid now, and commits that before scaling down: a lost race there must not
   * repeat what was told. Adds nothing if nothing can be paid.
   */
  Plan settle(CanaryStatus status, Instant now) {
    ImmutableList.Builder<Owed> later = ImmutableList.builder();
    ImmutableList.Builder<Owed> scaleDowns = ImmutableList.builder();
    boolean told = false;
    boolean due = false;
    for (Owed owed : status.owed()) {
      if (owed instanceof Owed.ScaleDown(String id, Instant when)) {
        scaleDowns.add(owed);
        if (when.isAfter(now)) {
          later.add(owed);
        } else {
          due = true;
        }
      } else {
        then(new Step.Pay(owed));
        told = true;
      }
    }
    if (told) {
      commit(status.owing(scaleDowns.build()));
    }
    return due
        ? then(new Step.PauseScaler())
            .then(new Step.ScaleToZero())
            .commit(status.owing(later.build()))
        : this;
  }

  Turn once() {
    return new Turn.Decide(new Decision(steps.build(), reason, false));
  }

  Turn andLookAgain() {
    return new Turn.Decide(new Decision(steps.build(), reason, true));
  }
}
