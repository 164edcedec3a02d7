package dev.canary.router.istio;

import static dev.canary.router.istio.Shop.SERVICE;
import static dev.canary.router.istio.Shop.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.core.model.Affinity;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.Weight;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.InMemoryObjectStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the position when the canary changes under it. */
class LayoutChangeTest {

  private static final RouteTarget AUDIENCE =
      shop().analysis("match", "[{\"headers\": {\"x\": {\"exact\": \"y\"}}}]").target();

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final IstioRouter router = new IstioRouter(store);

  private void at(RouteTarget target, Position position) {
    router.write(target, router.reconcile(target), position);
  }

  @Test
  void audienceGiven_keepsTheWeightsWithinIt() {
    at(shop().target(), Position.canary(30));

    assertThat(router.reconcile(AUDIENCE).position()).contains(Position.canary(30));
  }

  @Test
  void audienceDropped_doesNotLetEverybodyIn() {
    at(AUDIENCE, Position.canary(100));

    assertThat(router.reconcile(shop().target()).position()).contains(Position.PRIMARY);
  }

  @Test
  void protocolChanged_keepsTheWeights() {
    RouteTarget tcp = shop().service("appProtocol", "\"tcp\"").target();
    at(shop().target(), new Position(new Weight(30), Mirror.ALL, Affinity.NONE));

    assertThat(router.reconcile(tcp).position()).contains(Position.canary(30));
    assertThat(store.stored(SERVICE).tree().at("spec", "http")).isEmpty();
    assertThat(router.reconcile(shop().target()).position()).contains(Position.canary(30));
    assertThat(store.stored(SERVICE).tree().at("spec", "tcp")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "20.0,20",
    "0.2,1",
    "1e-999999999,1",
    "1e999999999,100",
    "12.5,13",
    "100.0,100",
    "250,100",
    "0,0"
  })
  void mirroredShare_isReadInWholePercents(String value, int percent) {
    at(shop().target(), new Position(Weight.ZERO, new Mirror(50), Affinity.NONE));
    store.edit(
        SERVICE,
        tree -> tree.with(Json.read(value), "spec", "http", "0", "mirrorPercentage", "value"));

    assertThat(router.read(shop().target()).mirror()).isEqualTo(new Mirror(percent));
  }

  @Test
  void mirrorWeight_decidesWhetherFullMirroringSaysSo() {
    Position mirrored = new Position(Weight.ZERO, Mirror.ALL, Affinity.NONE);
    at(shop().target(), mirrored);
    assertThat(store.stored(SERVICE).tree().at("spec", "http", "0", "mirrorPercentage")).isEmpty();
    store.remove(SERVICE);

    at(shop().analysis("mirrorWeight", "100").target(), mirrored);
    assertThat(store.stored(SERVICE).tree().whole("spec", "http", "0", "mirrorPercentage", "value"))
        .hasValue(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"text\"",
        "{\"http\": {\"0\": {}}}",
        "{\"http\": [null, 1, \"x\", []]}",
        "{\"http\": [{\"route\": [null, {\"destination\": \"shop-canary\"}]}]}",
        "{\"http\": [{\"route\": [{\"destination\": {\"host\": \"shop-canary\"}}]}]}",
        "{\"tcp\": [[]], \"hosts\": {}, \"gateways\": 1}"
      })
  void malformedObject_isUnreadableUntilReconcileRepairsIt(String spec) {
    Tree sound = shopObject();
    store.edit(
        SERVICE,
        tree -> tree.with(Json.read(spec), "spec").with(Tree.Null.NULL, "metadata", "annotations"));

    assertThatThrownBy(() -> router.read(shop().target())).isInstanceOf(PortUnavailable.class);

    assertThat(router.reconcile(shop().target()).position()).contains(Position.PRIMARY);
    assertThat(store.stored(SERVICE).tree().at("spec")).isEqualTo(sound.at("spec"));
    assertThat(store.stored(SERVICE).tree().texts("metadata", "annotations"))
        .isEqualTo(sound.texts("metadata", "annotations"));
  }

  private Tree shopObject() {
    router.reconcile(shop().target());
    return store.stored(SERVICE).tree();
  }
}
