package dev.canary.operator.crd;

import dev.canary.core.model.Affinity;
import dev.canary.core.model.Intent;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Position;
import dev.canary.core.model.Weight;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** Intents and positions as members of {@code status.rollout}. */
final class PositionCodec {

  private static final int FULL = 100;

  private PositionCodec() {}

  static void write(Intent intent, Tree.Members rollout) {
    rollout
        .putIfPresent("position", intent.position().map(PositionCodec::position))
        .putIfPresent("before", intent.before().map(PositionCodec::position))
        .putIfPresent("positionSince", intent.since().map(Times::exact))
        .putIfPresent("lastJudgement", intent.lastJudgement().map(Times::exact));
  }

  static Intent read(Tree rollout) {
    return new Intent(
        position(rollout, "position"),
        position(rollout, "before"),
        Times.at(rollout, "positionSince"),
        Times.at(rollout, "lastJudgement"));
  }

  private static Tree position(Position position) {
    Tree.Members members = Tree.members().put("weight", position.canary().percent());
    if (position.mirror().on()) {
      members.put("mirror", position.mirror().percent());
    }
    if (!position.affinity().isNone()) {
      members.put("cookies", cookies(position.affinity()));
    }
    return members.build();
  }

  private static Tree cookies(Affinity affinity) {
    return Tree.members()
        .putIfPresent("current", affinity.current().map(Tree::of))
        .putIfPresent("previous", affinity.previous().map(Tree::of))
        .putIfPresent("primary", affinity.primary().map(Tree::of))
        .build();
  }

  private static Optional<Position> position(Tree rollout, String name) {
    long weight = rollout.wholeOr(-1, name, "weight");
    long mirror = rollout.wholeOr(0, name, "mirror");
    if (weight < 0 || weight > FULL || mirror < 0 || mirror > FULL) {
      return Optional.empty();
    }
    Affinity affinity =
        new Affinity(
            rollout.text(name, "cookies", "current"),
            rollout.text(name, "cookies", "previous"),
            rollout.text(name, "cookies", "primary"));
    return Optional.of(new Position(new Weight((int) weight), new Mirror((int) mirror), affinity));
  }
}
