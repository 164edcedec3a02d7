package dev.canary.router.istio;

import static dev.canary.router.istio.Shop.SERVICE;
import static dev.canary.router.istio.Shop.shop;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.Weight;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.InMemoryObjectStore;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AffinityTest {

  private static final Affinity RUNNING =
      new Affinity(Optional.of("ck=Abc"), Optional.empty(), Optional.of("pk=Def"));

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final IstioRouter router = new IstioRouter(store);
  private final RouteTarget target = shop().sticky().target();

  private RouteView moveTo(RouteTarget to, Position position) {
    router.reconcile(to);
    return router.write(to, router.read(to), position);
  }

  private ImmutableList<Tree> http() {
    return store.stored(SERVICE).tree().items("spec", "http");
  }

  @Test
  void cookies_stayTheSameThroughStepsAndRepairs() {
    moveTo(target, Position.canary(10).with(RUNNING));
    Tree sticky = http().getFirst();
    moveTo(target, Position.canary(50).with(RUNNING));
    store.edit(SERVICE, tree -> tree.without("spec", "http", "0"));

    RouteView view = router.reconcile(target);

    assertThat(view.position()).contains(Position.canary(50).with(RUNNING));
    assertThat(http()).hasSize(3);
    assertThat(http().getFirst()).isEqualTo(sticky);
  }

  @Test
  void oneCookieOnly_hasOneStickyRule() {
    Affinity canaryOnly = new Affinity(Optional.of("ck=Abc"), Optional.empty(), Optional.empty());

    RouteView view = moveTo(target, Position.canary(10).with(canaryOnly));

    assertThat(view.affinity()).isEqualTo(canaryOnly);
    assertThat(http()).hasSize(2);
    assertThat(http().getLast().at("route", "0", "headers")).isEmpty();
  }

  @Test
  void namelessCookieOfAnEarlierController_isNotWritten() {
    Affinity nameless = new Affinity(Optional.of("ck=A"), Optional.empty(), Optional.of("=Xyz"));

    RouteView view = moveTo(target, Position.canary(10).with(nameless));

    assertThat(view.affinity().primary()).isEmpty();
    assertThat(http()).hasSize(2);
  }

  @Test
  void atZero_withoutPreviousCookie_thereIsOneRule() {
    moveTo(target, Position.canary(10).with(RUNNING));

    RouteView view = moveTo(target, Position.PRIMARY.with(RUNNING));

    assertThat(view.affinity()).isEqualTo(Affinity.NONE);
    assertThat(http()).hasSize(1);
  }

  @Test
  void cleanUp_keepsOtherHeadersApart() {
    RouteTarget withHeaders =
        shop().sticky().service("headers", "{\"response\": {\"add\": {\"x\": \"y\"}}}").target();

    moveTo(withHeaders, Position.PRIMARY.with(RUNNING.ended()));

    assertThat(http().getFirst().texts("headers", "response", "add"))
        .containsOnlyKeys("x", "Set-Cookie");
    assertThat(http().getLast().texts("headers", "response", "add")).containsOnlyKeys("x");
  }

  @Test
  void mirror_standsOnTheWeightedRule() {
    Position position = new Position(Weight.ZERO, Mirror.ALL, RUNNING.ended());

    RouteView view = moveTo(target, position);

    assertThat(view.mirror()).isEqualTo(Mirror.ALL);
    assertThat(http().getFirst().at("mirror")).isEmpty();
    assertThat(http().getLast().text("mirror", "host")).contains("shop-canary");
  }

  @Test
  void stickyRules_holdWithinTheConditionsOfTheService() {
    RouteTarget narrow =
        shop()
            .sticky()
            .service("match", "[{\"headers\": {\"x-via\": {\"exact\": \"edge\"}}}]")
            .target();

    moveTo(narrow, Position.canary(10).with(RUNNING));

    assertThat(http().getFirst().fields("match", "0", "headers"))
        .containsOnlyKeys("x-via", "Cookie");
  }

  @Test
  void affinityNoLongerAskedFor_isRemovedByReconcile() {
    moveTo(target, Position.canary(10).with(RUNNING));

    RouteView view = router.reconcile(shop().target());

    assertThat(view.position()).contains(Position.canary(10));
    assertThat(http()).hasSize(1);
  }
}
