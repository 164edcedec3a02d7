package dev.canary.core.machine;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Owed;
import dev.canary.core.model.Part;
import dev.canary.core.model.Position;
import dev.canary.core.model.Revision;

/**
 * One effect of a decision. What cannot be undone comes after the {@link Commit} that announces it.
 */
public sealed interface Step {

  /** Replaces the status. */
  record Commit(CanaryStatus next) implements Step {}

  /**
   * Puts a position in force.
   *
   * @param fenced whether the write must be a real one: it replaces an intent that was never seen
   *     in force, so a stalled writer of that intent must find the object changed
   */
  record WritePosition(Position position, boolean fenced) implements Step {}

  /** Makes the primary run a revision. */
  record SyncPrimary(Revision revision) implements Step {}

  /** Scales the target up from zero. */
  record ScaleUp() implements Step {}

  /** Scales the target to zero. */
  record ScaleToZero() implements Step {}

  /** Stops the target's autoscaler. */
  record PauseScaler() implements Step {}

  /** Lets the target's autoscaler act. */
  record ResumeScaler() implements Step {}

  /** Brings the primary's autoscaler up to date. */
  record SyncScaler() implements Step {}

  /** Establishes one part. */
  record Ensure(Part part) implements Step {}

  /** Undoes one part on deletion. */
  record Release(Part part) implements Step {}

  /** Meets an obligation: tells, or calls the hooks after a run. */
  record Pay(Owed owed) implements Step {}

  /** Tells a fact that is not owed. */
  record Tell(Fact fact) implements Step {}
}
