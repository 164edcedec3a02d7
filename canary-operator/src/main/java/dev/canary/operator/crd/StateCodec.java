package dev.canary.operator.crd;

import dev.canary.core.model.Phase;
import dev.canary.core.model.RolloutState;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Bool;
import java.time.Instant;
import java.util.Optional;

/**
 * What a state holds beside its phase, as members of {@code status.rollout}. A member that is not
 * there is derived from the fields that every controller writes, so that a run which another one
 * left half way is taken over where it stands.
 */
final class StateCodec {

  private static final int FULL = 100;

  private final RevisionCodec revisions;

  StateCodec(RevisionCodec revisions) {
    this.revisions = revisions;
  }

  void write(RolloutState state, Tree.Members rollout) {
    switch (state) {
      case RolloutState.Initializing(var source) ->
          rollout.putIfPresent("source", source.map(revisions::write));
      case RolloutState.Waiting(RolloutState from, Instant since) ->
          rollout.put("gateSince", Times.exact(since)).put("from", idle(from));
      case RolloutState.WaitingPromotion(Instant since) ->
          rollout.put("gateSince", Times.exact(since));
      case RolloutState.Progressing(boolean mirrorDone) -> rollout.put("mirrorDone", mirrorDone);
      case RolloutState.Promoting(boolean written) -> rollout.put("primaryWritten", written);
      case RolloutState.Failed(boolean canaryServes) -> rollout.put("canaryServes", canaryServes);
      case RolloutState.New s -> {}
      case RolloutState.Initialized s -> {}
      case RolloutState.Finalising s -> {}
      case RolloutState.Succeeded s -> {}
      case RolloutState.Terminating s -> {}
      case RolloutState.Terminated s -> {}
    }
  }

  /**
   * Reads the state.
   *
   * @param status of the canary; an unknown phase counts as never looked at
   * @param since when a gate closed, if the status does not say
   */
  RolloutState read(Tree status, Instant since) {
    Tree rollout = status.at("rollout").orElse(Tree.Obj.EMPTY);
    long weight = status.wholeOr(0, "canaryWeight");
    Instant gate = Times.at(rollout, "gateSince").orElse(since);
    return switch (phase(status)) {
      case NEW -> new RolloutState.New();
      case INITIALIZING -> new RolloutState.Initializing(revisions.read(rollout, "source"));
      case INITIALIZED -> new RolloutState.Initialized();
      case WAITING -> new RolloutState.Waiting(from(rollout), gate);
      case PROGRESSING ->
          new RolloutState.Progressing(flag(rollout, "mirrorDone").orElse(weight > 0));
      case WAITING_PROMOTION -> new RolloutState.WaitingPromotion(gate);
      // The phase used to be written after the primary.
      case PROMOTING -> new RolloutState.Promoting(flag(rollout, "primaryWritten").orElse(true));
      case FINALISING -> new RolloutState.Finalising();
      case SUCCEEDED -> new RolloutState.Succeeded();
      case FAILED -> new RolloutState.Failed(flag(rollout, "canaryServes").orElse(weight == FULL));
      case TERMINATING -> new RolloutState.Terminating();
      case TERMINATED -> new RolloutState.Terminated();
    };
  }

  static Phase phase(Tree status) {
    return status.text("phase").flatMap(Phase::of).orElse(Phase.NEW);
  }

  private static Tree idle(RolloutState state) {
    Tree.Members members = Tree.members().put("phase", state.phase().text());
    if (state instanceof RolloutState.Failed(boolean canaryServes)) {
      members.put("canaryServes", canaryServes);
    }
    return members.build();
  }

  /** A gate is closed in an idle state; which one is unknown only of a run taken over. */
  private static RolloutState from(Tree rollout) {
    Tree from = rollout.at("from").orElse(Tree.Obj.EMPTY);
    return switch (phase(from)) {
      case SUCCEEDED -> new RolloutState.Succeeded();
      case FAILED -> new RolloutState.Failed(from.isTrue("canaryServes"));
      case TERMINATED -> new RolloutState.Terminated();
      default -> new RolloutState.Initialized();
    };
  }

  private static Optional<Boolean> flag(Tree tree, String name) {
    return tree.at(name)
        .flatMap(
            value -> value instanceof Bool(boolean flag) ? Optional.of(flag) : Optional.empty());
  }
}
