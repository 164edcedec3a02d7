package dev.canary.core.port;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Part;
import dev.canary.core.model.Revision;
import dev.canary.core.model.WorkloadView;

/**
 * Target and primary, their services and autoscalers.
 *
 * <p>Each method but {@code observe} is idempotent and makes no write when nothing differs. What
 * takes a {@link WorkloadView} has the versions seen as the precondition of its writes.
 *
 * <p>Every method may throw {@link SpecError}, {@link Conflict} and {@link PortUnavailable} with
 * the text that users read; objects are whole then, old or new, and repeating converges.
 */
public interface Workloads {

  /** Returns what target and primary are like. */
  WorkloadView observe(Canary canary, CanarySpec spec);

  /**
   * Creates or repairs one part: {@code SERVICES}, {@code PRIMARY}, {@code SCALER} or {@code APEX}.
   * An existing primary and an existing primary autoscaler are left as they are.
   */
  void ensure(Canary canary, CanarySpec spec, Part part);

  /**
   * Makes the primary run the target's template, configs included, and marks its pods with the
   * revision's id.
   *
   * @throws Conflict if the target is not the revision any more; the primary was not written
   */
  void syncPrimary(Canary canary, CanarySpec spec, WorkloadView seen, Revision revision);

  /** Scales the target up from zero; a target with replicas is left alone. */
  void scaleUp(Canary canary, CanarySpec spec, WorkloadView seen);

  /** Scales the target to zero. */
  void scaleToZero(Canary canary, CanarySpec spec, WorkloadView seen);

  /** Stops the target's autoscaler from acting, if there is one and its kind needs that. */
  void pauseScaler(Canary canary, CanarySpec spec);

  /** Lets the target's autoscaler act again. */
  void resumeScaler(Canary canary, CanarySpec spec);

  /** Brings the primary's autoscaler up to date with the target's. */
  void syncScaler(Canary canary, CanarySpec spec);

  /**
   * Undoes one part on deletion: {@code TARGET} gets the primary's scale, {@code APEX} its selector
   * from before.
   */
  void release(Canary canary, CanarySpec spec, Part part);
}
