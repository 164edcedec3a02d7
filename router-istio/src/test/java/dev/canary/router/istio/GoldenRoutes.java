package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Position;
import dev.canary.core.model.Weight;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.contract.GoldenRoute;
import dev.canary.testkit.fixture.Yaml;
import java.util.Optional;

/** The golden files as the contract reads them. */
final class GoldenRoutes {

  static final Affinity COOKIES =
      new Affinity(
          Optional.of("shop-canary-ck=QwErTyUiOp"),
          Optional.empty(),
          Optional.of("shop-primary-ck=aSdFgHjKlZ"));
  static final Position MIRRORED = new Position(Weight.ZERO, Mirror.ALL, Affinity.NONE);

  private GoldenRoutes() {}

  static ImmutableList<GoldenRoute> http() {
    return ImmutableList.of(
        route("weights", "weights.out.yaml", Position.PRIMARY),
        route("weights", "weights-30.out.yaml", Position.canary(30)),
        route("delegation", "delegation.out.yaml", Position.PRIMARY),
        route("audience", "audience.out.yaml", Position.PRIMARY),
        route("audience", "audience-testing.out.yaml", Position.canary(100)),
        route(
            "mirror", "mirror.out.yaml", new Position(Weight.ZERO, new Mirror(20), Affinity.NONE)),
        route("port-discovery", "port-discovery.out.yaml", MIRRORED),
        route("affinity", "affinity-30.out.yaml", Position.canary(30).with(COOKIES)),
        route("affinity", "affinity-left.out.yaml", Position.PRIMARY.with(COOKIES.ended())));
  }

  static ImmutableList<GoldenRoute> tcp() {
    return ImmutableList.of(route("tcp", "tcp-30.out.yaml", Position.canary(30)));
  }

  static ImmutableList<GoldenRoute> older() {
    return ImmutableList.of(
        route("port-discovery", "port-discovery.flagger.yaml", MIRRORED),
        route("affinity", "affinity-left.flagger.yaml", Position.PRIMARY.with(COOKIES.ended())));
  }

  /** The rules of a section stand in the file of its bootstrap, if not in its own. */
  private static GoldenRoute route(String input, String file, Position position) {
    Tree canary = Yaml.resource(GoldenRoutes.class, input + ".yaml").getFirst();
    ImmutableList<Tree> objects = Yaml.resource(GoldenRoutes.class, file);
    boolean policy = canary.at("spec", "service", "trafficPolicy").isPresent();
    ImmutableList<Tree> rules =
        Yaml.resource(GoldenRoutes.class, policy ? "weights.out.yaml" : "delegation.out.yaml")
            .subList(0, 2);
    return new GoldenRoute(
        file,
        Manifests.target(canary),
        position,
        objects.size() > 1
            ? objects
            : ImmutableList.<Tree>builder().addAll(rules).addAll(objects).build());
  }
}
