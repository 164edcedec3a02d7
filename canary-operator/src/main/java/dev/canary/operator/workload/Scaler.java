package dev.canary.operator.workload;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.ObjectRef;

/** One kind of autoscaler, on target and primary (workload chapter, section 9). */
interface Scaler {

  /** Creates the primary's autoscaler from the target's if there is none. */
  void create(Canary canary, CanarySpec spec, ObjectRef target);

  /** Creates the primary's autoscaler or brings it up to date with the target's. */
  void sync(Canary canary, CanarySpec spec, ObjectRef target);

  /** Stops the target's autoscaler from acting on a target at zero. */
  void pause(Canary canary, ObjectRef target);

  /** Lets the target's autoscaler act again; one that is gone needs nothing. */
  void resume(Canary canary, ObjectRef target);

  /** Returns the least replicas that the target's autoscaler asks for; 1 if that is not known. */
  long floor(Canary canary, ObjectRef target);
}
