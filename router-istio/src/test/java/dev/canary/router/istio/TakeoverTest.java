package dev.canary.router.istio;

import static dev.canary.router.istio.Shop.CANARY_RULE;
import static dev.canary.router.istio.Shop.SERVICE;
import static dev.canary.router.istio.Shop.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.StoreRequests;
import dev.canary.testkit.fixture.Yaml;
import org.junit.jupiter.api.Test;

class TakeoverTest {

  private static final Tree FOREIGN =
      Yaml.read(
          """
          apiVersion: networking.istio.io/v1beta1
          kind: VirtualService
          metadata:
            name: shop
            labels: {app: web, tier: front}
            annotations: {team: sales}
          spec:
            hosts: [shop.example.org]
            exportTo: ["."]
            http:
            - fault: {abort: {httpStatus: 503}}
              route: [{destination: {host: shop}}]
          """);

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  private IstioRouter router() {
    return new IstioRouter(store);
  }

  private Tree live() {
    return store.stored(SERVICE).tree();
  }

  private static RouteTarget target(String team, String timeout) {
    String apex = "{\"annotations\": {\"" + team + "\": \"retail " + timeout + "\"}}";
    return shop().service("apex", apex).service("timeout", "\"" + timeout + "\"").target();
  }

  /** Takes over, moves, and changes the canary three times. */
  private void run() {
    for (String team : new String[] {"team", "unit", "team"}) {
      for (String timeout : new String[] {"1s", "2s", "3s"}) {
        RouteTarget target = target(team, timeout);
        router().write(target.fencedBy(timeout), router().reconcile(target), Position.canary(40));
      }
    }
  }

  @Test
  void release_ofATakenOverObject_restoresIt() {
    store.seed(SERVICE, FOREIGN);
    run();
    store.edit(SERVICE, tree -> tree.with("meanwhile", "metadata", "annotations", "other"));

    router().release(target("team", "3s"));

    assertThat(live().at("spec")).isEqualTo(FOREIGN.at("spec"));
    assertThat(live().texts("metadata", "labels")).isEqualTo(FOREIGN.texts("metadata", "labels"));
    assertThat(live().at("metadata", "annotations"))
        .contains(Json.read("{\"team\": \"sales\", \"other\": \"meanwhile\"}"));
  }

  @Test
  void backup_isWrittenOnceAndRaw() {
    store.seed(SERVICE, FOREIGN);

    run();

    assertThat(live().text("metadata", "annotations", Metadata.BACKUP).map(Json::read))
        .isEqualTo(FOREIGN.at("spec"));
    assertThat(live().items("metadata", "ownerReferences")).isEmpty();
  }

  @Test
  void release_withKubectlsAnnotation_restoresItsSpecAndKeepsForeignFields() {
    store.seed(
        SERVICE,
        Metadata.annotated(
            FOREIGN,
            Metadata.APPLIED,
            "{\"spec\": {\"hosts\": [\"applied\"], \"exportTo\": [\"*\"]}}"));
    run();
    assertThat(live().text("metadata", "annotations", Metadata.BACKUP)).isEmpty();

    router().release(target("team", "3s"));

    assertThat(live().at("spec"))
        .contains(Json.read("{\"hosts\": [\"applied\"], \"exportTo\": [\".\"]}"));
    assertThat(live().fields("metadata", "annotations")).containsOnlyKeys("team", Metadata.APPLIED);
  }

  @Test
  void release_repeatedOrWithoutObject_writesNothing() {
    store.seed(SERVICE, FOREIGN);
    run();
    router().release(target("team", "3s"));
    StoreRequests before = store.requests();

    router().release(target("team", "3s"));
    store.remove(SERVICE);
    router().release(target("team", "3s"));

    assertThat(store.requests().since(before)).isEqualTo(StoreRequests.ZERO);
  }

  @Test
  void release_ofAnObjectNeverTouched_leavesIt() {
    store.seed(SERVICE, FOREIGN);

    router().release(shop().target());

    assertThat(store.requests()).isEqualTo(StoreRequests.ZERO);
  }

  @Test
  void release_ofWhatAnEarlierControllerTookOver_removesItsMarkersAndBackup() {
    Tree taken = Metadata.withAll(FOREIGN, Metadata.ANNOTATIONS, Metadata.MARKERS);
    store.seed(SERVICE, Metadata.annotated(taken, Metadata.BACKUP, "{\"hosts\": [\"before\"]}"));

    router().release(shop().target());

    assertThat(live().at("spec"))
        .contains(Json.read("{\"hosts\": [\"before\"], \"exportTo\": [\".\"]}"));
    assertThat(live().texts("metadata", "annotations")).containsOnlyKeys("team");
  }

  @Test
  void markersOfTheUser_surviveTakeoverAndRelease() {
    store.seed(SERVICE, Metadata.withAll(FOREIGN, Metadata.ANNOTATIONS, Metadata.MARKERS));
    run();

    router().release(target("team", "3s"));

    assertThat(live().texts("metadata", "annotations")).containsAllEntriesOf(Metadata.MARKERS);
  }

  @Test
  void release_withABrokenBackup_isUnreadable() {
    store.seed(SERVICE, Metadata.annotated(FOREIGN, Metadata.BACKUP, "{"));

    assertThatThrownBy(() -> router().release(shop().target()))
        .isInstanceOfSatisfying(
            PortUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Cause.UNREADABLE))
        .hasMessage(
            "VirtualService shop.web failed to unMarshal annotation"
                + " flagger.kubernetes.io/original-configuration");
  }

  @Test
  void release_ofAForeignDestinationRule_restoresIt() {
    Tree rule =
        Yaml.read(
            """
            apiVersion: networking.istio.io/v1beta1
            kind: DestinationRule
            metadata: {name: shop-canary}
            spec: {host: shop-canary, subsets: [{name: v1, labels: {version: v1}}]}
            """);
    store.seed(CANARY_RULE, rule);
    run();
    assertThat(store.stored(CANARY_RULE).tree().at("spec", "subsets")).isEmpty();

    router().release(target("team", "3s"));

    assertThat(store.stored(CANARY_RULE).tree().at("spec")).isEqualTo(rule.at("spec"));
    assertThat(store.stored(CANARY_RULE).tree().at("metadata", "annotations")).isEmpty();
  }

  @Test
  void whatAnEarlierControllerRouted_isNeverTakenForTheOriginal() {
    router().reconcile(shop().target());
    store.edit(SERVICE, tree -> tree.without("metadata", "ownerReferences"));

    router().reconcile(target("team", "1s"));

    assertThat(live().text("metadata", "annotations", Metadata.BACKUP)).isEmpty();
  }

  @Test
  void noDrift_addsNothingForItsOwnSake() {
    router().reconcile(shop().target());
    store.edit(SERVICE, tree -> tree.without("metadata", "ownerReferences"));
    StoreRequests before = store.requests();

    router().reconcile(shop().target());

    assertThat(store.requests().since(before)).isEqualTo(StoreRequests.ZERO);
  }

  @Test
  void markersOfAnEarlierController_areRemovedOnReleaseAlsoAfterOurOwnChanges() {
    router().reconcile(shop().target());
    store.edit(
        SERVICE,
        tree ->
            Metadata.annotated(
                tree.without("metadata", "ownerReferences"),
                Metadata.APPLIED,
                "{\"spec\": {\"hosts\": [\"applied\"]}}"));
    router().reconcile(target("team", "1s"));

    router().release(target("team", "1s"));

    assertThat(live().fields("metadata", "annotations")).containsOnlyKeys(Metadata.APPLIED);
    assertThat(live().at("spec")).contains(Json.read("{\"hosts\": [\"applied\"]}"));
  }

  @Test
  void ownObject_isNeverBackedUp() {
    RouteTarget unowned = shop().withoutOwner().target();
    router().reconcile(unowned);
    store.edit(SERVICE, tree -> tree.without("spec", "http"));

    router().reconcile(unowned);

    assertThat(live().fields("metadata", "annotations"))
        .doesNotContainKeys(Metadata.BACKUP, Metadata.ORIGINAL);
  }
}
