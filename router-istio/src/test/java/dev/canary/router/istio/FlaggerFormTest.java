package dev.canary.router.istio;

import static dev.canary.router.istio.Shop.SERVICE;
import static dev.canary.router.istio.Shop.shop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.model.Affinity;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.Weight;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.StoreRequests;
import dev.canary.testkit.fixture.Yaml;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Routes as Flagger 1.44 writes them: no drift, read as they are, replaced by the next write. */
class FlaggerFormTest {

  private static final Affinity PREVIOUS =
      new Affinity(Optional.empty(), Optional.of("ck=OldOldOldO"), Optional.empty());

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final IstioRouter router = new IstioRouter(store);

  /** Puts the routes in place, and checks that they are read as the position and kept. */
  private void accepts(RouteTarget target, Position position, String http) {
    router.reconcile(target);
    Tree older = Yaml.read(http);
    assertThat(store.stored(SERVICE).tree().at("spec", "http")).isNotEqualTo(Optional.of(older));
    store.edit(SERVICE, tree -> tree.with(older, "spec", "http"));
    StoreRequests before = store.requests();

    RouteView view = router.reconcile(target);

    assertThat(view.position()).contains(position);
    assertThat(store.requests().since(before)).isEqualTo(StoreRequests.ZERO);
    router.write(target, view, position);
    assertThat(store.requests().since(before).updates()).isEqualTo(1);
    assertThat(router.read(target).position()).contains(position);
  }

  private Tree http() {
    return store.stored(SERVICE).tree().at("spec", "http").orElseThrow();
  }

  @Test
  void h9_replacedConditions() {
    accepts(
        shop()
            .service("match", "[{\"headers\": {\"x-via\": {\"exact\": \"edge\"}}}]")
            .analysis(
                "match",
                """
                [{"headers": {"x-canary": {"exact": "insider"}},
                  "queryParams": {"beta": {"exact": "1"}}}]""")
            .target(),
        Position.canary(30),
        """
        - match: [{headers: {x-canary: {exact: insider}}}]
          route:
          - {destination: {host: shop-primary}, weight: 70}
          - {destination: {host: shop-canary}, weight: 30}
        - match: [{headers: {x-via: {exact: edge}}}]
          route:
          - {destination: {host: shop-primary}, weight: 100}
        """);

    assertThat(http().at("0", "match", "0"))
        .contains(
            Json.read(
                """
                {"headers": {"x-canary": {"exact": "insider"}, "x-via": {"exact": "edge"}},
                 "queryParams": {"beta": {"exact": "1"}}}"""));
  }

  @Test
  void h24_mirrorWithoutPort() {
    accepts(
        shop().service("portDiscovery", "true").service("gateways", "[\"edge\"]").target(),
        new Position(Weight.ZERO, Mirror.ALL, Affinity.NONE),
        """
        - mirror: {host: shop-canary}
          route:
          - {destination: {host: shop-primary, port: {number: 8080}}, weight: 100}
          - {destination: {host: shop-canary, port: {number: 8080}}, weight: 0}
        """);

    assertThat(http().whole("0", "mirror", "port", "number")).hasValue(8080);
  }

  @Test
  void h26_expiringCookieWithoutAttributes() {
    accepts(
        shop().sticky().target(),
        Position.PRIMARY.with(PREVIOUS),
        """
        - match: [{headers: {Cookie: {regex: .*ck.*OldOldOldO.*}}}]
          headers: {response: {add: {Set-Cookie: ck=OldOldOldO; Max-Age=-1}}}
          route:
          - {destination: {host: shop-primary}, weight: 100}
          - {destination: {host: shop-canary}, weight: 0}
        - route:
          - {destination: {host: shop-primary}, weight: 100}
          - {destination: {host: shop-canary}, weight: 0}
        """);

    assertThat(http().text("0", "headers", "response", "add", "Set-Cookie"))
        .contains(
            "ck=OldOldOldO; Max-Age=-1; Domain=shop.example; HttpOnly; Partitioned; Path=/;"
                + " SameSite=Lax; Secure");
  }

  @Test
  void h26_doubledRuleWithoutCookie() {
    accepts(
        shop().sticky().target(),
        Position.PRIMARY,
        """
        - route:
          - {destination: {host: shop-primary}, weight: 100}
          - {destination: {host: shop-canary}, weight: 0}
        - route:
          - {destination: {host: shop-primary}, weight: 100}
          - {destination: {host: shop-canary}, weight: 0}
        """);

    assertThat(http().items()).hasSize(1);
  }

  @Test
  void h26_unquotedCookieName() {
    accepts(
        shop().analysis("sessionAffinity", "{\"cookieName\": \"shop.ck\"}").target(),
        Position.canary(50)
            .with(new Affinity(Optional.of("shop.ck=Abc"), Optional.empty(), Optional.empty())),
        """
        - match: [{headers: {Cookie: {regex: .*shop.ck.*Abc.*}}}]
          route:
          - {destination: {host: shop-primary}, weight: 0}
          - {destination: {host: shop-canary}, weight: 100}
        - route:
          - {destination: {host: shop-primary}, weight: 50}
          - destination: {host: shop-canary}
            weight: 50
            headers: {response: {add: {Set-Cookie: shop.ck=Abc; Max-Age=86400}}}
        """);

    assertThat(http().text("0", "match", "0", "headers", "Cookie", "regex"))
        .contains(".*shop\\.ck.*Abc.*");
  }

  @Test
  void h6_expiringCookieInSharedHeaders() {
    accepts(
        shop().sticky().service("headers", "{\"request\": {\"add\": {\"x\": \"y\"}}}").target(),
        Position.PRIMARY.with(PREVIOUS),
        """
        - match: [{headers: {Cookie: {regex: .*ck.*OldOldOldO.*}}}]
          headers:
            request: {add: {x: y}}
            response: {add: {Set-Cookie: ck=OldOldOldO; Max-Age=-1}}
          route:
          - {destination: {host: shop-primary}, weight: 100}
          - {destination: {host: shop-canary}, weight: 0}
        - headers:
            request: {add: {x: y}}
            response: {add: {Set-Cookie: ck=OldOldOldO; Max-Age=-1}}
          route:
          - {destination: {host: shop-primary}, weight: 100}
          - {destination: {host: shop-canary}, weight: 0}
        """);

    assertThat(http().at("1", "headers"))
        .contains(Json.read("{\"request\": {\"add\": {\"x\": \"y\"}}}"));
  }

  @Test
  void typedDestinationRule_withEmptyTexts_isNoDrift() {
    RouteTarget target =
        shop()
            .service(
                "trafficPolicy",
                "{\"loadBalancer\": {\"consistentHash\": {\"httpCookie\": {\"path\": \"/\"}}}}")
            .target();
    router.reconcile(target);
    store.edit(
        Shop.CANARY_RULE,
        tree ->
            tree.with(
                Json.read("{\"path\": \"/\", \"name\": \"\", \"ttl\": \"\"}"),
                "spec",
                "trafficPolicy",
                "loadBalancer",
                "consistentHash",
                "httpCookie"));
    StoreRequests before = store.requests();

    router.reconcile(target);

    assertThat(store.requests().since(before)).isEqualTo(StoreRequests.ZERO);
  }
}
