package dev.canary.router.istio;

import static dev.canary.router.istio.Shop.SERVICE;
import static dev.canary.router.istio.Shop.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.port.SpecError;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.Serving;
import dev.canary.testkit.fake.StoreRequests;
import org.junit.jupiter.api.Test;

class IstioRouterTest {

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final IstioRouter router = new IstioRouter(store);

  private Tree service() {
    return store.stored(SERVICE).tree();
  }

  private RouteView moveTo(RouteTarget target, Position position) {
    return router.write(target, router.read(target), position);
  }

  @Test
  void reconcile_onNothing_sendsAllTrafficToThePrimary() {
    RouteView view = router.reconcile(shop().target());

    assertThat(view.position()).contains(Position.PRIMARY);
    assertThat(store.objects())
        .containsOnlyKeys(Shop.CANARY_RULE, Shop.PRIMARY_RULE, Shop.SERVICE)
        .allSatisfy(
            (key, object) ->
                assertThat(object.tree().items("metadata", "ownerReferences"))
                    .containsExactly(shop().owner()));
  }

  @Test
  void reconcile_repeated_writesNothing() {
    router.reconcile(shop().target());
    StoreRequests before = store.requests();

    new IstioRouter(store).reconcile(shop().target());

    assertThat(store.requests().since(before)).isEqualTo(StoreRequests.ZERO);
  }

  @Test
  void write_thenRead_returnsThePosition() {
    router.reconcile(shop().target());

    RouteView written = moveTo(shop().target(), Position.canary(30));

    assertThat(written).isEqualTo(router.read(shop().target()));
    assertThat(written.position()).contains(Position.canary(30));
    assertThat(service().items("spec", "http").getFirst().items("route"))
        .extracting(route -> route.wholeOr(-1, "weight"))
        .containsExactly(70L, 30L);
  }

  @Test
  void write_repeated_writesNothing() {
    router.reconcile(shop().target());
    RouteView seen = moveTo(shop().target(), Position.canary(30));
    StoreRequests before = store.requests();

    assertThat(router.write(shop().target(), seen, Position.canary(30))).isEqualTo(seen);
    assertThat(store.requests().since(before)).isEqualTo(StoreRequests.ZERO);
  }

  @Test
  void write_ofWhatTheServerSpellsDifferently_writesNothing() {
    router.reconcile(shop().target());
    store.edit(SERVICE, tree -> tree.with(Tree.Arr.EMPTY, "spec", "http", "0", "match"));
    RouteView seen = router.read(shop().target());
    StoreRequests before = store.requests();

    assertThat(router.write(shop().target(), seen, Position.PRIMARY)).isEqualTo(seen);
    assertThat(store.requests().since(before)).isEqualTo(StoreRequests.ZERO);
  }

  @Test
  void write_withFence_movesTheVersionThoughNothingElseChanges() {
    router.reconcile(shop().target());
    RouteView seen = moveTo(shop().target(), Position.canary(30));
    Tree spec = service().at("spec").orElseThrow();

    RouteView fenced = router.write(shop().target().fencedBy("t-1"), seen, Position.canary(30));

    assertThat(fenced.versions()).isNotEqualTo(seen.versions());
    assertThat(fenced.position()).isEqualTo(seen.position());
    assertThat(service().text("metadata", "annotations", "canary.dev/fence")).contains("t-1");
    assertThat(service().at("spec")).contains(spec);
    assertThatThrownBy(() -> router.write(shop().target(), seen, Position.PRIMARY))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void write_onAnotherVersionThanSeen_isAConflictAndChangesNothing() {
    router.reconcile(shop().target());
    RouteView seen = router.read(shop().target());
    store.edit(SERVICE, tree -> tree.with("kept", "metadata", "labels", "foreign"));
    StoreRequests before = store.requests();

    assertThatThrownBy(() -> router.write(shop().target(), seen, Position.canary(30)))
        .isInstanceOf(Conflict.class)
        .hasMessageStartingWith("VirtualService shop.web update failed: ");
    assertThat(store.requests().since(before)).isEqualTo(StoreRequests.ZERO);
  }

  @Test
  void readAndWrite_withoutTheObject_areAbsentAndCreateNothing() {
    router.reconcile(shop().target());
    RouteView seen = router.read(shop().target());
    store.remove(SERVICE);

    assertThatThrownBy(() -> router.read(shop().target()))
        .isInstanceOfSatisfying(
            PortUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Cause.ABSENT))
        .hasMessage(
            "VirtualService shop.web get query error"
                + " virtualservices.networking.istio.io \"shop\" not found");
    assertThatThrownBy(() -> router.write(shop().target(), seen, Position.canary(30)))
        .isInstanceOfSatisfying(
            PortUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Cause.ABSENT));
    assertThat(store.objects()).doesNotContainKey(SERVICE);
  }

  @Test
  void read_bothWeightsZero_isUnreadable() {
    router.reconcile(shop().target());
    store.edit(SERVICE, tree -> tree.with(0, "spec", "http", "0", "route", "0", "weight"));

    assertThatThrownBy(() -> router.read(shop().target()))
        .isInstanceOfSatisfying(
            PortUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Cause.UNREADABLE))
        .hasMessage(
            "VirtualService shop.web does not contain routes for shop-primary and shop-canary");
  }

  @Test
  void handEditedWeights_areReadAsFoundAndKeptByReconcile() {
    router.reconcile(shop().target());
    store.edit(SERVICE, tree -> tree.with(30, "spec", "http", "0", "route", "1", "weight"));

    RouteView view = router.reconcile(shop().service("timeout", "\"3s\"").target());

    assertThat(view.primaryWeight()).isEqualTo(100);
    assertThat(view.canaryWeight()).isEqualTo(30);
    assertThat(view.position()).isEmpty();
    assertThat(service().text("spec", "http", "0", "timeout")).contains("3s");
  }

  @Test
  void reconcile_ofDrift_keepsThePositionAndWhatIsForeign() {
    router.reconcile(shop().target());
    moveTo(shop().target(), Position.canary(30));
    Tree wanted = service().at("spec").orElseThrow();
    store.edit(
        SERVICE,
        tree ->
            tree.with(Json.read("[\"mesh\", \"rogue\"]"), "spec", "gateways")
                .with(Json.read("{\"abort\": {\"httpStatus\": 500}}"), "spec", "http", "0", "fault")
                .with(Json.read("[\".\"]"), "spec", "exportTo")
                .with("kept", "metadata", "annotations", "foreign"));

    RouteView view = router.reconcile(shop().target());

    assertThat(view.position()).contains(Position.canary(30));
    assertThat(service().at("spec")).contains(wanted.with(Json.read("[\".\"]"), "exportTo"));
    assertThat(service().text("metadata", "annotations", "foreign")).contains("kept");
  }

  @Test
  void deleting_refusesReconcileAndWrite() {
    router.reconcile(shop().target());
    RouteView seen = router.read(shop().target());
    StoreRequests before = store.requests();
    RouteTarget deleting = shop().beingDeleted().target();

    assertThatThrownBy(() -> router.reconcile(deleting)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> router.write(deleting, seen, Position.canary(10)))
        .isInstanceOf(Conflict.class);
    assertThat(store.requests().since(before)).isEqualTo(StoreRequests.ZERO);
  }

  @Test
  void storeFailures_keepTheirTypeAndGetTheTextsOfTheReference() {
    store.serve(Kind.DESTINATION_RULE.type(IstioRouter.V1BETA1), Serving.ABSENT);

    assertThatThrownBy(() -> router.reconcile(shop().target()))
        .isInstanceOfSatisfying(
            PortUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Cause.NOT_INSTALLED))
        .hasMessageStartingWith(
            "reconcileDestinationRule failed: DestinationRule shop-canary.web get query error: ");
  }

  @Test
  void delegationWithHosts_isRefusedBeforeAnyWrite() {
    RouteTarget target =
        shop().service("delegation", "true").service("hosts", "[\"a.example\"]").target();

    assertThatThrownBy(() -> router.reconcile(target))
        .isInstanceOf(SpecError.class)
        .hasMessage(
            "reconcileVirtualService failed: VirtualService shop.web"
                + " cannot have hosts and gateways when delegation enabled");
    assertThat(store.requests()).isEqualTo(StoreRequests.ZERO);
  }

  @Test
  void release_ofOwnedObjects_leavesThemToGarbageCollection() {
    router.reconcile(shop().target());
    StoreRequests before = store.requests();

    router.release(shop().beingDeleted().target());

    assertThat(store.requests().since(before)).isEqualTo(StoreRequests.ZERO);
  }

  @Test
  void release_ofObjectsCreatedWithoutOwner_deletesThem() {
    router.reconcile(shop().withoutOwner().target());

    router.release(shop().withoutOwner().target());
    router.release(shop().withoutOwner().target());

    assertThat(store.objects()).isEmpty();
    assertThat(store.requests().deletes()).isEqualTo(3);
  }
}
