package dev.canary.core.model;

import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.Optional;

/**
 * Validated intent with every default resolved.
 *
 * @param provider name of the traffic provider
 * @param target the workload that users edit
 * @param scaler the target's autoscaler, if any
 * @param apex stable service name
 * @param progressDeadline how long a rolling update may go without progress
 * @param skipAnalysis whether a new revision is promoted without analysis
 * @param revertOnDeletion whether the original is restored on deletion
 * @param suspend whether nothing is to be done
 * @param analysis how a revision is judged; one with defaults when analysis is skipped
 * @param tree the whole specification as the user wrote it, for adapters
 */
public record CanarySpec(
    String provider,
    ObjectRef target,
    Optional<ObjectRef> scaler,
    String apex,
    Duration progressDeadline,
    boolean skipAnalysis,
    boolean revertOnDeletion,
    boolean suspend,
    Analysis analysis,
    Tree tree) {

  /** Returns the name of the primary workload. */
  public String primaryName() {
    return target.name() + "-primary";
  }

  /** Returns the name of the primary's service. */
  public String primaryService() {
    return apex + "-primary";
  }

  /** Returns the name of the canary's service. */
  public String canaryService() {
    return apex + "-canary";
  }

  /** Returns this intent with another analysis. */
  public CanarySpec with(Analysis other) {
    return new CanarySpec(
        provider,
        target,
        scaler,
        apex,
        progressDeadline,
        skipAnalysis,
        revertOnDeletion,
        suspend,
        other,
        tree);
  }
}
