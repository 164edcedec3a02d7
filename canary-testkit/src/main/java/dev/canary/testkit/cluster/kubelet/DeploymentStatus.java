package dev.canary.testkit.cluster.kubelet;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.kubelet.RollingUpdate.Pods;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The status of a Deployment as its controller in Kubernetes writes it: a condition whose status
 * and reason stay keeps its times, and a rollout once complete is not judged by its deadline again.
 */
final class DeploymentStatus {

  private static final long DEFAULT_DEADLINE_SECONDS = 600;
  private static final String COMPLETE = "NewReplicaSetAvailable";
  private static final String EXCEEDED = "ProgressDeadlineExceeded";

  private final Tree deployment;
  private final String newSet;
  private final Pods fresh;
  private final Pods all;
  private final Instant now;

  /**
   * Describes a Deployment.
   *
   * @param newSet the name of the replica set of the current template
   */
  DeploymentStatus(Tree deployment, String newSet, Pods fresh, Pods old, Instant now) {
    this.deployment = deployment;
    this.newSet = newSet;
    this.fresh = fresh;
    this.all = new Pods(fresh.replicas() + old.replicas(), fresh.available() + old.available());
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Returns the status; numbers that are 0 are left out. */
  Tree next() {
    Tree.Members status = Tree.members();
    status.put("observedGeneration", deployment.wholeOr(0, "metadata", "generation"));
    number(status, "replicas", all.replicas());
    number(status, "updatedReplicas", fresh.replicas());
    number(status, "readyReplicas", all.available());
    number(status, "availableReplicas", all.available());
    number(status, "unavailableReplicas", Math.max(0, desired() - all.available()));
    return status.put("conditions", Tree.array(available(), progressing())).build();
  }

  /**
   * Returns when the deadline for progress ends, unless the rollout is complete or was too late.
   */
  Optional<Instant> deadline() {
    Tree progressing = progressing();
    String reason = progressing.textOr("", "reason");
    return reason.equals(COMPLETE) || reason.equals(EXCEEDED)
        ? Optional.empty()
        : Optional.of(deadlineAfter(progressing));
  }

  private Tree available() {
    boolean enough = all.available() >= desired() - RollingUpdate.of(deployment).maxUnavailable();
    return enough
        ? condition(
            "Available",
            "True",
            "MinimumReplicasAvailable",
            "Deployment has minimum availability.",
            false)
        : condition(
            "Available",
            "False",
            "MinimumReplicasUnavailable",
            "Deployment does not have minimum availability.",
            false);
  }

  private Tree progressing() {
    Tree before = found("Progressing").orElse(Tree.Obj.EMPTY);
    String reason = before.textOr("", "reason");
    boolean settled = all.replicas() == fresh.replicas() && reason.equals(COMPLETE);
    if (settled && !newTemplate()) {
      return before;
    }
    if (complete()) {
      return condition(
          "Progressing",
          "True",
          COMPLETE,
          "ReplicaSet \"%s\" has successfully progressed.".formatted(newSet),
          newTemplate());
    }
    if (progressed() || before.equals(Tree.Obj.EMPTY)) {
      return condition(
          "Progressing",
          "True",
          "ReplicaSetUpdated",
          "ReplicaSet \"%s\" is progressing.".formatted(newSet),
          true);
    }
    if (reason.equals(EXCEEDED) || now.isBefore(deadlineAfter(before))) {
      return before;
    }
    return condition(
        "Progressing",
        "False",
        EXCEEDED,
        "ReplicaSet \"%s\" has timed out progressing.".formatted(newSet),
        false);
  }

  private boolean complete() {
    return fresh.replicas() == desired()
        && all.replicas() == desired()
        && all.available() == desired();
  }

  /** A new template, or more new pods, fewer old ones, more ready ones than last time. */
  private boolean progressed() {
    long updatedBefore = deployment.wholeOr(0, "status", "updatedReplicas");
    long oldBefore = deployment.wholeOr(0, "status", "replicas") - updatedBefore;
    return newTemplate()
        || fresh.replicas() > updatedBefore
        || all.replicas() - fresh.replicas() < oldBefore
        || all.available() > deployment.wholeOr(0, "status", "availableReplicas");
  }

  private boolean newTemplate() {
    return !found("Progressing")
        .map(condition -> condition.textOr("", "message"))
        .orElse("")
        .contains('"' + newSet + '"');
  }

  private Instant deadlineAfter(Tree progressing) {
    long seconds = deployment.wholeOr(DEFAULT_DEADLINE_SECONDS, "spec", "progressDeadlineSeconds");
    return Instant.parse(progressing.textOr(now.toString(), "lastUpdateTime"))
        .plus(Duration.ofSeconds(seconds));
  }

  private Tree condition(
      String type, String status, String reason, String message, boolean renewed) {
    Tree before = found(type).orElse(Tree.Obj.EMPTY);
    boolean sameStatus = before.textOr("", "status").equals(status);
    if (sameStatus && before.textOr("", "reason").equals(reason) && !renewed) {
      return before;
    }
    String at = now.toString();
    return Tree.members()
        .put("type", type)
        .put("status", status)
        .put("lastUpdateTime", at)
        .put("lastTransitionTime", sameStatus ? before.textOr(at, "lastTransitionTime") : at)
        .put("reason", reason)
        .put("message", message)
        .build();
  }

  private Optional<Tree> found(String type) {
    return deployment.items("status", "conditions").stream()
        .filter(condition -> condition.textOr("", "type").equals(type))
        .findFirst();
  }

  private long desired() {
    return deployment.wholeOr(1, "spec", "replicas");
  }

  private static void number(Tree.Members status, String field, long value) {
    if (value != 0) {
      status.put(field, value);
    }
  }
}
