package dev.canary.operator.crd;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.CanaryStatus.Revisions;
import dev.canary.core.model.CanaryStatus.Run;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Intent;
import dev.canary.core.model.Revision;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Obj;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a status whoever wrote it. Taking over a canary and resuming our own are one path: what
 * {@code rollout} does not hold is derived from the fields that every controller writes, and the
 * intended traffic is then unknown, so that the routing objects win once.
 */
final class TakeOver {

  private TakeOver() {}

  /**
   * Reads a status.
   *
   * @param canary the whole resource
   * @param status its status, completed from the annotation if that carries a part
   */
  static CanaryStatus read(Tree canary, Tree status) {
    RevisionCodec revisionCodec = new RevisionCodec(trackedConfigs(status));
    RolloutCodec codec = new RolloutCodec(revisionCodec);
    Optional<Tree> rollout = status.at("rollout").filter(Obj.class::isInstance);
    return new CanaryStatus(
        new StateCodec(revisionCodec).read(status, lastWritten(canary, status)),
        new Counters(
            number(status, "canaryWeight"),
            number(status, "iterations"),
            number(status, "failedChecks")),
        rollout.map(codec::revisions).orElseGet(() -> revisions(status)),
        rollout.map(PositionCodec::read).orElse(Intent.NONE),
        rollout.map(codec::run).orElse(Run.NONE),
        OwedCodec.readAll(rollout.orElse(Obj.EMPTY)),
        Math.max(0, status.wholeOr(0, "acceptedGeneration")));
  }

  /** Returns the checksums of tracked configs; absent and empty are not the same. */
  static Optional<ImmutableMap<String, String>> trackedConfigs(Tree status) {
    return status.at("trackedConfigs").filter(Obj.class::isInstance).map(Tree::texts);
  }

  /**
   * Returns the revisions by their hashes. The configs are those last tracked for both: with
   * nothing else known, a return to the promoted template is a return to the promoted revision.
   */
  private static Revisions revisions(Tree status) {
    Optional<ImmutableMap<String, String>> configs = trackedConfigs(status);
    Optional<Revision> seen = revision(status, SpecHashes.APPLIED, configs);
    boolean running =
        switch (StateCodec.phase(status)) {
          case PROGRESSING, WAITING_PROMOTION, PROMOTING, FINALISING -> true;
          default -> false;
        };
    return new Revisions(
        seen,
        running ? seen : Optional.empty(),
        revision(status, SpecHashes.PROMOTED, configs),
        Optional.empty());
  }

  private static Optional<Revision> revision(
      Tree status, String name, Optional<ImmutableMap<String, String>> configs) {
    return status
        .text(name)
        .filter(hash -> !hash.isEmpty())
        .map(hash -> new Revision(hash, "", 0, configs));
  }

  private static Instant lastWritten(Tree canary, Tree status) {
    return Times.at(status, "lastTransitionTime")
        .or(() -> Times.at(canary, "metadata", "creationTimestamp"))
        .orElse(Instant.EPOCH);
  }

  private static int number(Tree status, String name) {
    long value = status.wholeOr(0, name);
    return value == (int) value ? (int) value : 0;
  }
}
