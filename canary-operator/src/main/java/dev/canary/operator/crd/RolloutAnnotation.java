package dev.canary.operator.crd;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.JsonException;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Obj;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The annotation that carries the memory of a rollout where an older schema prunes it from the
 * status.
 *
 * <p>It is written before the status and names the status write it follows and the one it goes
 * with, each by its {@code lastTransitionTime}. After any other write of the status, as by another
 * controller that took over meanwhile, it is stale and ignored.
 */
final class RolloutAnnotation {

  static final String NAME = "canary.dev/rollout";

  private static final String TIME = "lastTransitionTime";
  private static final String AFTER = "after";
  private static final ImmutableList<String> CARRIED =
      ImmutableList.of(
          TIME,
          "phase",
          "failedChecks",
          "canaryWeight",
          "iterations",
          "trackedConfigs",
          "acceptedGeneration",
          "rollout");

  private RolloutAnnotation() {}

  /**
   * Returns the text.
   *
   * @param before the canary as stored
   * @param after the same canary with the status that is to be written
   */
  static String text(Tree before, Tree after) {
    Tree.Members members = Tree.members().put(AFTER, before.textOr("", "status", TIME));
    CARRIED.forEach(name -> members.putIfPresent(name, after.at("status", name)));
    return Json.write(members.build());
  }

  /** Returns the status with what its annotation carries, if it lacks that. */
  static Tree recall(Tree canary) {
    Tree status = canary.at("status").filter(Obj.class::isInstance).orElse(Obj.EMPTY);
    if (status.at("rollout").filter(Obj.class::isInstance).isPresent()) {
      return status;
    }
    return canary
        .text("metadata", "annotations", NAME)
        .flatMap(RolloutAnnotation::parse)
        .filter(memory -> goesWith(memory, status.textOr("", TIME)))
        .map(memory -> recalled(status, memory))
        .orElse(status);
  }

  private static boolean goesWith(Tree memory, String written) {
    return memory.text(AFTER).filter(written::equals).isPresent()
        || memory.text(TIME).filter(written::equals).isPresent();
  }

  private static Tree recalled(Tree status, Tree memory) {
    Map<String, Tree> members = new LinkedHashMap<>(status.fields());
    members.keySet().removeAll(CARRIED);
    CARRIED.forEach(name -> memory.at(name).ifPresent(value -> members.put(name, value)));
    return Tree.object(members);
  }

  private static Optional<Tree> parse(String text) {
    try {
      return Optional.of(Json.read(text));
    } catch (JsonException malformed) {
      return Optional.empty();
    }
  }
}
