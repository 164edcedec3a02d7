package dev.canary.core.tick;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.model.Part;
import dev.canary.core.model.Phase;
import dev.canary.core.port.CanaryStore;
import dev.canary.core.port.Workloads;

/**
 * Repairs what an earlier decision established, in the order it was established; makes no write
 * when nothing has drifted. It establishes nothing new: that is a decision.
 */
final class Upkeep {

  private static final ImmutableList<Part> PARTS =
      ImmutableList.of(Part.SERVICES, Part.PRIMARY, Part.SCALER, Part.APEX);

  private final CanaryStore store;
  private final Workloads workloads;
  private final LeaderGuard leader;

  Upkeep(CanaryStore store, Workloads workloads, LeaderGuard leader) {
    this.store = store;
    this.workloads = workloads;
    this.leader = leader;
  }

  /** Returns the canary as it is after the repairs. */
  Subject run(Subject subject) {
    Canary canary = subject.canary();
    boolean leaving = canary.deletedAt().isPresent();
    if (leaving || subject.spec().suspend() || !established(canary.status().phase())) {
      return subject;
    }
    for (Part part : PARTS) {
      leader.require();
      workloads.ensure(canary, subject.spec(), part);
    }
    leader.require();
    subject.router().reconcile(subject.route());
    boolean wanted = subject.spec().revertOnDeletion();
    return wanted == canary.finalizer() ? subject : subject.with(store.finalizer(canary, wanted));
  }

  private static boolean established(Phase phase) {
    return switch (phase) {
      case NEW, INITIALIZING, TERMINATING, TERMINATED -> false;
      default -> true;
    };
  }
}
