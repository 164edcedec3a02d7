package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Arr;
import java.util.Optional;

/** Renders the spec of a VirtualService (router chapter, section 2.2). */
final class VirtualServices {

  private VirtualServices() {}

  /** Returns the spec at a position. */
  static Tree spec(Layout layout, Traffic traffic) {
    return spec(layout, routes(layout, traffic));
  }

  /**
   * Returns the live object with drift corrected and its position kept. Routes in the form that
   * Flagger writes are no drift.
   */
  static Tree corrected(Layout layout, Tree live) {
    Traffic traffic = PositionReader.carried(layout, live);
    Optional<Tree> section = live.at("spec", section(layout));
    Tree routes = routes(layout, traffic);
    boolean drifted = !Semantics.same(section, Optional.of(routes));
    if (drifted && isOlder(layout, traffic, section)) {
      routes = section.orElse(routes);
    }
    return Kind.VIRTUAL_SERVICE.corrected(live, spec(layout, routes));
  }

  /**
   * Returns the live object at a position: only the section of routes changes, and not even that if
   * it means the same already.
   */
  static Tree moved(Layout layout, Tree live, Traffic traffic) {
    Arr routes = routes(layout, traffic);
    String section = section(layout);
    return Semantics.same(live.at("spec", section), Optional.of(routes))
        ? live
        : Trees.set(live, routes, "spec", section);
  }

  private static Tree spec(Layout layout, Tree routes) {
    return Tree.members()
        .put("hosts", layout.hosts())
        .putIfPresent("gateways", layout.gateways())
        .put(section(layout), routes)
        .build();
  }

  private static String section(Layout layout) {
    return layout.tcp() ? "tcp" : "http";
  }

  private static Arr routes(Layout layout, Traffic traffic) {
    return layout.tcp()
        ? TcpRoutes.render(layout, traffic)
        : HttpRoutes.render(layout, traffic, Dialect.CURRENT);
  }

  private static boolean isOlder(Layout layout, Traffic traffic, Optional<Tree> section) {
    return !layout.tcp()
        && older(layout, traffic).stream()
            .anyMatch(form -> Semantics.same(section, Optional.of(form)));
  }

  /** Returns the forms of Flagger 1.44: with no cookie known it writes the rule twice (H26). */
  private static ImmutableList<Arr> older(Layout layout, Traffic traffic) {
    Arr routes = HttpRoutes.render(layout, traffic, Dialect.FLAGGER);
    boolean doubled =
        layout.affinity().isPresent()
            && traffic.equals(traffic.weights())
            && !traffic.reachesCanary();
    return doubled
        ? ImmutableList.of(
            routes, Tree.array(routes.elements().getFirst(), routes.elements().getFirst()))
        : ImmutableList.of(routes);
  }
}
