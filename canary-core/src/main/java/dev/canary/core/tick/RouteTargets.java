package dev.canary.core.tick;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Capabilities;
import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** Derives what to route from a specification. */
public final class RouteTargets {

  private RouteTargets() {}

  /** Returns what to route; the audience is left out where the router declares none. */
  public static RouteTarget of(Canary canary, CanarySpec spec, Traffic traffic) {
    Tree service = spec.tree().at("service").orElse(Tree.Obj.EMPTY).with(spec.apex(), "name");
    Tree analysis = spec.analysis().tree();
    Tree match =
        traffic.audience().isPresent()
            ? analysis.at("match").orElse(Tree.Arr.EMPTY)
            : Tree.Arr.EMPTY;
    return new RouteTarget(
        canary.key(),
        Optional.of(canary.owner()),
        canary.deletedAt().isPresent(),
        spec.apex(),
        spec.primaryService(),
        spec.canaryService(),
        service,
        match,
        (int) analysis.wholeOr(0, "mirrorWeight"),
        spec.analysis().affinity(),
        service.at("apex").orElse(Tree.Obj.EMPTY),
        spec.tree(),
        Optional.empty());
  }

  /** Returns what holds for the protocol that the service speaks. */
  public static Traffic traffic(CanarySpec spec, Capabilities capabilities) {
    boolean tcp = spec.tree().textOr("", "service", "appProtocol").equalsIgnoreCase("tcp");
    return tcp ? capabilities.tcp().orElse(capabilities.http()) : capabilities.http();
  }
}
