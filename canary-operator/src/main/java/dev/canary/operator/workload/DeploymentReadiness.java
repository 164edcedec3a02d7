package dev.canary.operator.workload;

import dev.canary.core.model.Readiness;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Judges whether enough pods of a Deployment can serve (state machine chapter, section 12).
 *
 * @param threshold percent of the updated pods that must be available, 0 or more
 * @param deadline how long the Deployment may go without progress
 */
record DeploymentReadiness(int threshold, Duration deadline) {

  private static final String WAITING = "waiting for rollout to finish: ";

  /** Returns the readiness, with the given words in front of what is missing. */
  Readiness of(Tree deployment, String prefix, Instant now) {
    return switch (judge(deployment, now)) {
      case Readiness.Ready ready -> ready;
      case Readiness.Unready(String text, boolean stuck) ->
          new Readiness.Unready(prefix + text, stuck);
    };
  }

  private Readiness judge(Tree deployment, Instant now) {
    long generation = deployment.wholeOr(0, "metadata", "generation");
    if (generation > deployment.wholeOr(0, "status", "observedGeneration")) {
      return Readiness.waiting(
          WAITING + "observed deployment generation less than desired generation");
    }
    Optional<Tree> progressing = condition(deployment, "Progressing");
    if (progressing.filter(c -> reason(c).equals("ProgressDeadlineExceeded")).isPresent()) {
      String name = deployment.textOr("", "metadata", "name");
      return Readiness.stuck("deployment \"" + name + "\" exceeded its progress deadline");
    }
    return missing(deployment)
        .<Readiness>map(
            text ->
                new Readiness.Unready(WAITING + text, pastDeadline(deployment, progressing, now)))
        .orElse(Readiness.ready());
  }

  private Optional<String> missing(Tree deployment) {
    long desired = deployment.wholeOr(0, "spec", "replicas");
    long updated = deployment.wholeOr(0, "status", "updatedReplicas");
    if (updated < desired) {
      return Optional.of(updated + " out of " + desired + " new replicas have been updated");
    }
    long old = deployment.wholeOr(0, "status", "replicas") - updated;
    if (old > 0) {
      return Optional.of(old + " old replicas are pending termination");
    }
    long available = deployment.wholeOr(0, "status", "availableReplicas");
    long required = required(updated);
    if (available < required) {
      return Optional.of(
          "%d of %d (readyThreshold %d%%) updated replicas are available"
              .formatted(available, required, threshold));
    }
    return Optional.empty();
  }

  /**
   * Returns how many of the pods must be available: the share in 32-bit arithmetic, truncated as
   * the reference does, but no less than one where any share is asked for.
   */
  private long required(long updated) {
    long share = (long) ((float) updated * ((float) threshold / 100));
    return updated > 0 && threshold > 0 ? Math.max(1, share) : share;
  }

  /**
   * Returns whether waiting longer cannot help. The clock starts at the later of losing the pods
   * and the last progress of the rolling update, so that an old outage does not condemn a new
   * template.
   */
  private boolean pastDeadline(Tree deployment, Optional<Tree> progressing, Instant now) {
    Optional<Instant> lost =
        condition(deployment, "Available")
            .filter(c -> c.textOr("", "status").equals("False"))
            .filter(c -> reason(c).equals("MinimumReplicasUnavailable"))
            .flatMap(DeploymentReadiness::updated);
    if (progressing.isEmpty() || lost.isEmpty()) {
      return false;
    }
    Instant progressed = updated(progressing.get()).orElse(Instant.MIN);
    Instant since = progressed.isAfter(lost.get()) ? progressed : lost.get();
    return since.plus(deadline).isBefore(now);
  }

  private static Optional<Tree> condition(Tree deployment, String type) {
    return deployment.items("status", "conditions").stream()
        .filter(c -> c.textOr("", "type").equals(type))
        .findFirst();
  }

  private static String reason(Tree condition) {
    return condition.textOr("", "reason");
  }

  private static Optional<Instant> updated(Tree condition) {
    return condition.text("lastUpdateTime").flatMap(DeploymentReadiness::instant);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException malformed) {
      return Optional.empty(); // nobody but the cluster writes it; unreadable is "not there"
    }
  }
}
