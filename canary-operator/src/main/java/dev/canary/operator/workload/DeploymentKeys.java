package dev.canary.operator.workload;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.store.ObjectKey;

/** The two Deployments of a canary. */
record DeploymentKeys(ObjectKey target, ObjectKey primary) {

  DeploymentKeys(Canary canary, CanarySpec spec) {
    this(key(canary, spec.target().name()), key(canary, spec.primaryName()));
  }

  private static ObjectKey key(Canary canary, String name) {
    return new ObjectKey(Types.DEPLOYMENT, canary.key().namespace(), name);
  }
}
