package dev.canary.operator.crd;

import static com.google.common.collect.ImmutableList.toImmutableList;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.CanaryStatus.Rejection;
import dev.canary.core.model.CanaryStatus.Revisions;
import dev.canary.core.model.CanaryStatus.Run;
import dev.canary.core.model.Revision;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Obj;
import java.util.Optional;

/** The memory of a rollout as {@code status.rollout}. */
final class RolloutCodec {

  private final RevisionCodec revisions;
  private final StateCodec states;

  RolloutCodec(RevisionCodec revisions) {
    this.revisions = revisions;
    this.states = new StateCodec(revisions);
  }

  Obj write(CanaryStatus status) {
    Tree.Members rollout =
        Tree.members()
            .put("runId", status.run().number())
            .putIfPresent("startedAt", status.run().startedAt().map(Times::exact));
    states.write(status.state(), rollout);
    Revisions known = status.revisions();
    rollout
        .putIfPresent("seen", known.seen().map(revisions::write))
        .putIfPresent("analysed", known.analysed().map(revisions::write))
        .putIfPresent("promoted", known.promoted().map(revisions::write))
        .putIfPresent("rejected", known.rejected().map(this::rejection));
    PositionCodec.write(status.intent(), rollout);
    if (!status.owed().isEmpty()) {
      rollout.put(
          "owed",
          Tree.array(status.owed().stream().map(OwedCodec::write).collect(toImmutableList())));
    }
    return rollout.build();
  }

  Run run(Tree rollout) {
    return new Run(Math.max(0, rollout.wholeOr(0, "runId")), Times.at(rollout, "startedAt"));
  }

  Revisions revisions(Tree rollout) {
    return new Revisions(
        revisions.read(rollout, "seen"),
        revisions.read(rollout, "analysed"),
        revisions.read(rollout, "promoted"),
        rejection(rollout));
  }

  private Tree rejection(Rejection rejection) {
    return Tree.members()
        .put("revision", revisions.write(rejection.revision()))
        .put("reason", rejection.reason())
        .build();
  }

  private Optional<Rejection> rejection(Tree rollout) {
    Optional<Revision> revision = revisions.read(rollout, "rejected", "revision");
    return revision.map(it -> new Rejection(it, rollout.textOr("", "rejected", "reason")));
  }
}
