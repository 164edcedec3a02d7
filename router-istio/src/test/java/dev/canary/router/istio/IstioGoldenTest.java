package dev.canary.router.istio;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.Weight;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.StoreRequests;
import dev.canary.testkit.fixture.Golden;
import dev.canary.testkit.fixture.Yaml;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of the router chapter: the canary of NAME.yaml becomes NAME.out.yaml. */
class IstioGoldenTest {

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final IstioRouter router = new IstioRouter(store);

  private static RouteTarget target(String name) {
    return Manifests.target(Yaml.resource(IstioGoldenTest.class, name + ".yaml").getFirst());
  }

  private ImmutableList<Tree> stored(ObjectKey... keys) {
    return Stream.of(keys)
        .map(key -> store.stored(key).tree())
        .map(
            tree ->
                tree.without("metadata", "uid")
                    .without("metadata", "generation")
                    .without("metadata", "creationTimestamp"))
        .collect(toImmutableList());
  }

  private void writes(String name, Position position, String golden) {
    RouteTarget target = target(name);
    router.write(target, router.reconcile(target), position);
    StoreRequests before = store.requests();

    router.reconcile(target);

    assertThat(store.requests().since(before)).as("drift").isEqualTo(StoreRequests.ZERO);
    Golden.check(IstioGoldenTest.class, golden + ".out.yaml", stored(Shop.SERVICE));
  }

  @ParameterizedTest
  @CsvSource({"weights", "delegation"})
  void reconcile_createsAllObjects(String name) {
    router.reconcile(target(name));

    Golden.check(
        IstioGoldenTest.class,
        name + ".out.yaml",
        stored(Shop.CANARY_RULE, Shop.PRIMARY_RULE, Shop.SERVICE));
  }

  @ParameterizedTest
  @CsvSource({"weights,30,weights-30", "tcp,30,tcp-30", "audience,0,audience"})
  void write_splitsByWeight(String name, int percent, String golden) {
    writes(name, Position.canary(percent), golden);
  }

  @Test
  void write_inATest_sendsTheAudienceToTheCanary() {
    writes("audience", Position.canary(100), "audience-testing");
  }

  @Test
  void write_mirroredByPercentage() {
    writes("mirror", new Position(Weight.ZERO, new Mirror(20), Affinity.NONE), "mirror");
  }

  @Test
  void write_mirroredWithPortDiscovery_namesPorts() {
    writes("port-discovery", GoldenRoutes.MIRRORED, "port-discovery");
  }

  @Test
  void write_withCookies_keepsClients() {
    writes("affinity", Position.canary(30).with(GoldenRoutes.COOKIES), "affinity-30");
  }

  @Test
  void write_backToThePrimary_expiresTheCookie() {
    writes("affinity", Position.PRIMARY.with(GoldenRoutes.COOKIES.ended()), "affinity-left");
  }
}
