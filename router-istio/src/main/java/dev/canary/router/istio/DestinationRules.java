package dev.canary.router.istio;

import dev.canary.core.model.RouteTarget;
import dev.canary.core.tree.Tree;

/** Renders the spec of a DestinationRule (router chapter, section 2.1). */
final class DestinationRules {

  private DestinationRules() {}

  /** Returns the spec for one side: its service, and the traffic policy as the user wrote it. */
  static Tree spec(RouteTarget target, String host) {
    return Tree.members()
        .put("host", host)
        .putIfPresent("trafficPolicy", Trees.given(target.service(), "trafficPolicy"))
        .build();
  }
}
