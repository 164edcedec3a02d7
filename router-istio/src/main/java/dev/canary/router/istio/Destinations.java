package dev.canary.router.istio;

import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Arr;
import java.util.Optional;

/** Builds the destinations of a route; the primary is always first. */
final class Destinations {

  private Destinations() {}

  /** Returns both destinations; a weight of 0 is written, not left out. */
  static Arr split(Layout layout, int primary, int canary) {
    return Tree.array(
        weighted(layout, layout.target().primary(), primary),
        weighted(layout, layout.target().canary(), canary));
  }

  static Tree weighted(Layout layout, String host, int weight) {
    return Tree.members().put("destination", layout.host(host)).put("weight", weight).build();
  }

  /** Returns the destination whose answers set the cookie, if there is one. */
  static Tree setting(Tree destination, Optional<String> setCookie) {
    return setCookie
        .map(text -> destination.with(text, "headers", "response", "add", "Set-Cookie"))
        .orElse(destination);
  }
}
