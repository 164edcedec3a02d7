package dev.canary.router.istio;

import static com.google.common.collect.ImmutableList.toImmutableList;

import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Arr;

/** Renders {@code spec.tcp}: weights and ports, nothing else (router chapter, section 2.8). */
final class TcpRoutes {

  private TcpRoutes() {}

  static Arr render(Layout layout, Traffic traffic) {
    Tree.Members entry = Tree.members();
    if (!layout.match().isEmpty()) {
      entry.put(
          "match",
          Tree.array(layout.match().stream().map(TcpRoutes::port).collect(toImmutableList())));
    }
    Arr split = Destinations.split(layout, traffic.primaryWeight(), traffic.canaryWeight());
    return Tree.array(entry.put("route", split).build());
  }

  private static Tree port(Tree match) {
    long port = match.wholeOr(0, "port");
    return port == 0 ? Tree.Obj.EMPTY : Tree.members().put("port", port).build();
  }
}
