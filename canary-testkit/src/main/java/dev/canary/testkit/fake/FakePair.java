package dev.canary.testkit.fake;

import dev.canary.core.model.Readiness;
import dev.canary.core.model.Revision;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.Part;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Target and primary of one canary; guarded by the workloads that hold it. */
final class FakePair {

  /** What a target that is scaled up gets. */
  static final int REPLICAS = 2;

  final Set<Part> parts = new LinkedHashSet<>();
  Revision live;
  int replicas = REPLICAS;
  long targetVersion;
  Optional<Revision> primary = Optional.empty();
  long primaryVersion;
  int rollouts;
  int readyAfter;
  boolean scalerPaused;
  private Readiness targetReadiness = Readiness.ready();
  private Readiness primaryReadiness = Readiness.ready();
  private int targetWaits;
  private int primaryWaits;

  FakePair(Revision live, long version) {
    this.live = live;
    this.targetVersion = version;
  }

  void readiness(Readiness target, Readiness ofPrimary) {
    targetReadiness = target;
    primaryReadiness = ofPrimary;
  }

  void rolled(Revision revision, long version) {
    primary = Optional.of(revision);
    primaryVersion = version;
    primaryWaits = readyAfter;
    rollouts++;
  }

  void scaled(int wanted, long version) {
    replicas = wanted;
    targetVersion = version;
    targetWaits = wanted == 0 ? 0 : readyAfter;
  }

  void observed() {
    targetWaits = Math.max(0, targetWaits - 1);
    primaryWaits = Math.max(0, primaryWaits - 1);
  }

  Readiness target() {
    return targetWaits > 0 ? waiting("target", targetWaits) : targetReadiness;
  }

  Optional<WorkloadView.Primary> primaryView() {
    return primary.map(
        revision ->
            new WorkloadView.Primary(
                primaryWaits > 0 ? waiting("primary", primaryWaits) : primaryReadiness,
                revision.id(),
                revision.same(live)));
  }

  private static Readiness waiting(String side, int observations) {
    return Readiness.waiting(side + " is ready " + observations + " observations later");
  }
}
