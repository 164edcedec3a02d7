package dev.canary.operator.workload;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Revision;
import dev.canary.core.model.WorkloadView;
import java.util.Optional;

/** What differs between the kinds of targets (workload chapter, section 2). */
interface WorkloadKind {

  /** Returns what target and primary are like. */
  WorkloadView observe(Canary canary, CanarySpec spec);

  /** Returns the pods that services select; empty for targets that bring their own services. */
  Optional<Pods> pods(Canary canary, CanarySpec spec);

  /** Returns whether the target exists. */
  boolean present(Canary canary, CanarySpec spec);

  /** Creates the primary if there is none. */
  void create(Canary canary, CanarySpec spec);

  /** Makes the primary run the revision, on what was seen. */
  void promote(Canary canary, CanarySpec spec, WorkloadView seen, Revision revision);

  /**
   * Scales the target up from zero, on what was seen.
   *
   * @param floor replicas that an autoscaler asks for; empty without one
   */
  void scaleUp(Canary canary, CanarySpec spec, WorkloadView seen, Optional<Long> floor);

  /** Scales the target to zero, on what was seen. */
  void scaleToZero(Canary canary, CanarySpec spec, WorkloadView seen);

  /** Gives the target the primary's scale; a target that is gone needs none. */
  void revert(Canary canary, CanarySpec spec, Optional<Long> floor);
}
