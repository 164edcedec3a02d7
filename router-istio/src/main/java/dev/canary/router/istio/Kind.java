package dev.canary.router.istio;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/**
 * The kinds of objects, and what the router manages of their {@code spec} (router chapter, section
 * 13.1). All other members keep their value.
 */
enum Kind {
  /** How one side is called. */
  DESTINATION_RULE("DestinationRule", "host", "trafficPolicy", "subsets"),
  /** Which side is called; the only kind that carries the position. */
  VIRTUAL_SERVICE("VirtualService", "hosts", "gateways", "http", "tcp");

  private static final String GROUP = "networking.istio.io";

  private final String text;
  private final ImmutableList<String> members;

  Kind(String text, String... members) {
    this.text = text;
    this.members = ImmutableList.copyOf(members);
  }

  /** Returns the type in a version of the API. */
  ResourceType type(String version) {
    return ResourceType.namespaced(GROUP, version, text, Ascii.toLowerCase(text) + "s");
  }

  /** Returns the error prefix of a reconcile (router chapter, section 10). */
  String reconcileFailed() {
    return "reconcile" + text + " failed: ";
  }

  /** Returns the annotations that every object of the kind carries. */
  ImmutableMap<String, String> markers() {
    return this == VIRTUAL_SERVICE ? Metadata.MARKERS : ImmutableMap.of();
  }

  /** Returns the members of {@code spec} that are managed. */
  ImmutableList<String> members() {
    return members;
  }

  /**
   * Returns the live object with the members of the wanted spec. A member that means the same keeps
   * its live form; one that is not wanted goes.
   */
  Tree corrected(Tree live, Tree wanted) {
    Tree tree = live;
    for (String member : members) {
      if (!Semantics.same(live.at("spec", member), wanted.at(member))) {
        tree = replaced(tree, wanted, member);
      }
    }
    return tree;
  }

  /** Returns the live object with exactly the members of the wanted spec. */
  Tree replaced(Tree live, Tree wanted) {
    Tree tree = live;
    for (String member : members) {
      tree = replaced(tree, wanted, member);
    }
    return tree;
  }

  private static Tree replaced(Tree live, Tree wanted, String member) {
    Optional<Tree> value = wanted.at(member);
    return value.isPresent()
        ? Trees.set(live, value.get(), "spec", member)
        : live.without("spec", member);
  }
}
