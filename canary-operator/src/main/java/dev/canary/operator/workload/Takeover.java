package dev.canary.operator.workload;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.JsonException;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/**
 * What a user's own apex service was like before the operator took it over: kept in an annotation
 * of the service, so that releasing it restores selector, ports and annotations as they were.
 *
 * <p>A service that an earlier controller took over has no such memory; its selector is read from
 * what {@code kubectl apply} left, as that controller does (workload chapter, section 10.4).
 */
final class Takeover {

  static final String ORIGINAL = "canary.dev/original";
  private static final String[] PATH = {"metadata", "annotations", ORIGINAL};
  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private Takeover() {}

  /**
   * Returns the taken-over service with the memory of the original. Whoever applies the service
   * anew replaces what is remembered; a port that the canary changes does not.
   */
  static Tree remember(Tree original, Tree taken) {
    if (original.at("spec", "selector").equals(taken.at("spec", "selector"))) {
      return taken; // it is ours already
    }
    Tree memory =
        Tree.members()
            .putIfPresent("selector", original.at("spec", "selector"))
            .putIfPresent("ports", original.at("spec", "ports"))
            .put("annotations", fluxBefore(original))
            .build();
    return taken.with(Json.write(memory), PATH);
  }

  /** Returns Flux's annotations as they were before the first takeover. */
  private static Tree fluxBefore(Tree original) {
    if (original.text(PATH).isEmpty()) {
      return flux(original);
    }
    try {
      return Trees.orEmpty(Json.read(original.textOr("", PATH)).at("annotations"));
    } catch (JsonException unreadable) {
      return flux(original); // somebody edited our note; what it said is lost
    }
  }

  private static Tree flux(Tree original) {
    Tree.Members found = Tree.members();
    for (String key : Metadata.FLUX.keySet()) {
      found.putIfPresent(key, original.at("metadata", "annotations", key));
    }
    return found.build();
  }

  /**
   * Returns the service as it was before, as far as that is known; empty if nothing is.
   *
   * @throws JsonException if what is remembered is not JSON
   */
  static Optional<Tree> restored(Tree taken) {
    Optional<Tree> memory = taken.text(PATH).map(Json::read);
    if (memory.isPresent()) {
      return Optional.of(restored(taken, memory.get()));
    }
    return taken
        .text("metadata", "annotations", APPLIED)
        .map(Json::read)
        .map(applied -> Trees.set(taken, applied.at("spec", "selector"), "spec", "selector"));
  }

  private static Tree restored(Tree taken, Tree memory) {
    Tree tree = taken.without(PATH);
    for (String key : Metadata.FLUX.keySet()) {
      tree = Trees.set(tree, memory.at("annotations", key), "metadata", "annotations", key);
    }
    tree = Trees.set(tree, memory.at("ports"), "spec", "ports");
    return Trees.set(tree, memory.at("selector"), "spec", "selector");
  }
}
