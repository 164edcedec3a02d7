package dev.canary.router.istio;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.tree.Tree;
import java.util.Optional;
import java.util.stream.Stream;

/** What follows from a target alone, whatever the position (router chapter, section 2.2). */
record Layout(RouteTarget target) {

  private static final String MESH = "mesh";

  /** Returns whether routes are TCP routes. */
  boolean tcp() {
    return Ascii.equalsIgnoreCase(service().textOr("", "appProtocol"), "tcp");
  }

  /** Returns whether another VirtualService delegates to this one. */
  boolean delegation() {
    return service().isTrue("delegation");
  }

  /** Returns whether only an audience may reach the canary. */
  boolean audience() {
    return !tcp() && !target.match().items().isEmpty();
  }

  /** Returns the stickiness that routes can carry: none with TCP or an audience. */
  Optional<AffinitySpec> affinity() {
    return tcp() || audience() ? Optional.empty() : target.affinity();
  }

  /** Returns {@code spec.hosts}: the apex is one of them unless everything is. */
  Tree hosts() {
    if (delegation()) {
      return Tree.Arr.EMPTY;
    }
    ImmutableList<String> hosts = service().strings("hosts");
    boolean covered = hosts.contains(target.apex()) || hosts.contains("*");
    return Tree.strings(
        covered
            ? hosts
            : Stream.concat(hosts.stream(), Stream.of(target.apex())).collect(toImmutableList()));
  }

  /** Returns {@code spec.gateways}; a delegate has none. */
  Optional<Tree> gateways() {
    if (delegation()) {
      return Optional.empty();
    }
    ImmutableList<String> gateways = service().strings("gateways");
    return Optional.of(Tree.strings(gateways.isEmpty() ? ImmutableList.of(MESH) : gateways));
  }

  /** Returns the condition entries of the service. */
  ImmutableList<Tree> match() {
    return service().items("match");
  }

  /** Returns a destination without weight. */
  Tree host(String name) {
    Tree.Members destination = Tree.members().put("host", name);
    if (namesPort()) {
      destination.put("port", Tree.members().put("number", port()).build());
    }
    return destination.build();
  }

  /** Returns whether destinations name their port (section 2.3). */
  boolean namesPort() {
    boolean edge =
        service().strings("gateways").stream().findFirst().filter(g -> !g.equals(MESH)).isPresent();
    return service().isTrue("portDiscovery") && (edge || delegation());
  }

  /** Returns the port of the service, 0 if there is none. */
  long port() {
    return service().wholeOr(0, "port");
  }

  private Tree service() {
    return target.service();
  }
}
