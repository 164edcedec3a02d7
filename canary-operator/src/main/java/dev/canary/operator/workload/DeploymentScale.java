package dev.canary.operator.workload;

import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.StoredObject;
import java.util.Optional;

/** Scales target Deployments (workload chapter, sections 4.4 and 12). */
final class DeploymentScale {

  private final ObjectStore store;
  private final Reader reader;

  DeploymentScale(ObjectStore store, Reader reader) {
    this.store = store;
    this.reader = reader;
  }

  /** Scales up from zero: to what the autoscaler asks for, else to the primary's replicas. */
  void up(DeploymentKeys keys, WorkloadView seen, Optional<Long> floor) {
    StoredObject target = target(keys);
    if (PrimaryDeployment.replicas(target.tree()) == 0) {
      Versions.require(seen, target);
      scale(target, floor.orElseGet(() -> serving(reader.require(keys.primary(), Cause.ABSENT))));
    }
  }

  /** Scales to zero. */
  void toZero(DeploymentKeys keys, WorkloadView seen) {
    Failures.prefixed(
        "scaling down canary Deployment %s failed: ".formatted(Types.named(keys.target())),
        () -> {
          StoredObject target = target(keys);
          if (PrimaryDeployment.replicas(target.tree()) != 0) {
            Versions.require(seen, target);
            scale(target, 0);
          }
        });
  }

  /**
   * Gives the target the primary's replicas. Without a primary a target that serves is left alone;
   * a target that is gone needs nothing.
   */
  void revert(DeploymentKeys keys, Optional<Long> floor) {
    Optional<StoredObject> target = reader.find(keys.target());
    if (target.isEmpty()) {
      return;
    }
    long current = PrimaryDeployment.replicas(target.get().tree());
    long wanted =
        reader
            .find(keys.primary())
            .map(DeploymentScale::serving)
            .orElseGet(() -> current > 0 ? current : floor.orElse(1L));
    if (wanted != current) {
      scale(target.get(), wanted);
    }
  }

  private StoredObject target(DeploymentKeys keys) {
    return reader.require(keys.target(), Cause.MISSING_REFERENCE);
  }

  private void scale(StoredObject target, long replicas) {
    store.update(target, target.tree().with(replicas, "spec", "replicas"));
  }

  private static long serving(StoredObject primary) {
    return Math.max(1, PrimaryDeployment.replicas(primary.tree()));
  }
}
