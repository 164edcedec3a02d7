package dev.canary.core.tick;

import dev.canary.core.machine.Decision;
import dev.canary.core.machine.Snapshot;
import dev.canary.core.machine.Step;
import dev.canary.core.machine.Transitions;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Part;
import dev.canary.core.model.Phase;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.CanaryStore;
import dev.canary.core.port.Workloads;

/**
 * Runs the steps of a decision in their order and stops at the first failure. Every effect has the
 * versions of the snapshot as its precondition, and none starts after leadership has run out.
 */
final class StepRunner {

  private final CanaryStore store;
  private final Workloads workloads;
  private final Payments payments;
  private final LeaderGuard leader;

  StepRunner(CanaryStore store, Workloads workloads, Payments payments, LeaderGuard leader) {
    this.store = store;
    this.workloads = workloads;
    this.payments = payments;
    this.leader = leader;
  }

  /** Returns the canary as committed last. */
  Canary run(Subject subject, Snapshot seen, Decision decision, Voice.Speech speech) {
    Execution execution = new Execution(subject, seen, speech);
    for (Step step : decision.steps()) {
      leader.require();
      execution.run(step);
    }
    return execution.canary;
  }

  /** One run of one decision; holds what its earlier steps have changed. */
  private final class Execution {
    private final Subject subject;
    private final Snapshot seen;
    private final Voice.Speech speech;
    private Canary canary;

    Execution(Subject subject, Snapshot seen, Voice.Speech speech) {
      this.subject = subject;
      this.seen = seen;
      this.speech = speech;
      this.canary = subject.canary();
    }

    void run(Step step) {
      CanarySpec spec = subject.spec();
      WorkloadView view = seen.workload();
      switch (step) {
        case Step.Commit(CanaryStatus next) -> commit(next);
        case Step.WritePosition write -> write(write);
        case Step.SyncPrimary(var revision) -> workloads.syncPrimary(canary, spec, view, revision);
        case Step.ScaleUp() -> workloads.scaleUp(canary, spec, view);
        case Step.ScaleToZero() -> workloads.scaleToZero(canary, spec, view);
        case Step.PauseScaler() -> workloads.pauseScaler(canary, spec);
        case Step.ResumeScaler() -> workloads.resumeScaler(canary, spec);
        case Step.SyncScaler() -> workloads.syncScaler(canary, spec);
        case Step.Ensure(Part part) -> ensure(part);
        case Step.Release(Part part) -> release(part);
        case Step.Pay(var owed) -> payments.pay(canary, spec, owed, speech);
        case Step.Tell(var fact) -> speech.tell(canary, fact, "", seen.now());
      }
    }

    private void commit(CanaryStatus next) {
      Phase from = canary.status().phase();
      if (!Transitions.allowed(from, next.phase())) {
        throw new IllegalStateException(
            "canary " + canary.key() + " must not go from " + from + " to " + next.phase());
      }
      canary = store.commit(canary, next, seen.now());
    }

    private void write(Step.WritePosition step) {
      RouteView route =
          seen.route()
              .orElseThrow(() -> new IllegalStateException("no route seen for " + canary.key()));
      RouteTarget target =
          step.fenced() ? subject.route().fencedBy(canary.version()) : subject.route();
      subject.router().write(target, route, step.position());
    }

    private void ensure(Part part) {
      switch (part) {
        case FINALIZER -> canary = canary.finalizer() ? canary : store.finalizer(canary, true);
        case ROUTES -> subject.router().reconcile(subject.route());
        default -> workloads.ensure(canary, subject.spec(), part);
      }
    }

    private void release(Part part) {
      switch (part) {
        case FINALIZER -> canary = store.finalizer(canary, false);
        case ROUTES -> subject.router().release(subject.route());
        default -> workloads.release(canary, subject.spec(), part);
      }
    }
  }
}
