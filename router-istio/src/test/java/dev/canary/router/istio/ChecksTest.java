package dev.canary.router.istio;

import static dev.canary.router.istio.Shop.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.core.model.Affinity;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.model.Weight;
import dev.canary.core.port.SpecError;
import dev.canary.core.port.UnsupportedRoute;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.StoreRequests;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

  private static final String INSIDERS = "[{\"headers\": {\"x\": {\"exact\": \"y\"}}}]";

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final IstioRouter router = new IstioRouter(store);

  @Test
  void everyProblemIsReportedAtOnceWithItsField() {
    RouteTarget target =
        shop()
            .service("delegation", "true")
            .service("gateways", "[\"edge\"]")
            .service("portDiscovery", "true")
            .service("port", "0")
            .service("match", "[{\"uri\": {\"suffix\": \".html\"}}]")
            .analysis("match", "[{\"headers\": {\"x\": {\"suffix\": \"y\"}}}, {}, {\"uri\": {}}]")
            .target();

    assertThat(router.check(target))
        .extracting(SpecProblem::field)
        .containsExactly(
            "spec.service.delegation",
            "spec.service.match[0].uri.suffix",
            "spec.analysis.match[0].headers.x.suffix",
            "spec.analysis.match[0].headers.x",
            "spec.analysis.match[1]",
            "spec.analysis.match[2].uri",
            "spec.analysis.match[2]",
            "spec.service.port");
    assertThatThrownBy(() -> router.reconcile(target)).isInstanceOf(SpecError.class);
    assertThat(store.requests()).isEqualTo(StoreRequests.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"x\"]",
        "[{\"headers\": {}}]",
        "[{\"headers\": {\"x\": {}}}]",
        "[{\"headers\": {\"x\": {\"exact\": 1}}}]",
        "[{\"headers\": {\"x\": \"y\"}}]",
        "[{\"headers\": {\"x\": {\"exact\": \"a\", \"regex\": \"b\"}}}]",
        "[{\"headers\": {\"uri\": {\"exact\": \"/\"}}}]",
        "[{\"queryParams\": {\"q\": {\"suffix\": \"b\"}}}]",
        "[{\"method\": {\"exact\": \"GET\"}, \"headers\": {\"x\": {\"exact\": \"y\"}}}]"
      })
  void conditionThatIstioCannotExpress_isRefused(String match) {
    RouteTarget target = shop().analysis("match", match).target();

    assertThat(router.check(target)).isNotEmpty();
    assertThatThrownBy(() -> router.reconcile(target)).isInstanceOf(SpecError.class);
    assertThat(store.requests()).isEqualTo(StoreRequests.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        INSIDERS,
        "[{\"headers\": {\"a\": {\"prefix\": \"b\"}, \"cookie\": {\"regex\": \"c\"}}}]",
        "[{\"queryParams\": {\"q\": {\"exact\": \"1\"}}}, {\"sourceLabels\": {\"app\": \"x\"}}]",
        "[{\"headers\": {\"x\": {\"exact\": \"y\"}}, \"sourceLabels\": {}}]"
      })
  void conditionThatIstioCanExpress_isAccepted(String match) {
    assertThat(router.check(shop().analysis("match", match).target())).isEmpty();
  }

  @Test
  void sameCookieNames_areRefusedWithTheTextOfTheReference() {
    RouteTarget target =
        shop()
            .analysis("sessionAffinity", "{\"cookieName\": \"c\", \"primaryCookieName\": \"c\"}")
            .target();

    assertThat(router.check(target))
        .containsExactly(
            new SpecProblem(
                "spec.analysis.sessionAffinity.primaryCookieName",
                "can't use the same cookie name for both primary and cookie name;"
                    + " please update them to be different"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a;b", "a=b", "ü"})
  void cookieNameThatIsNoToken_isRefused(String name) {
    RouteTarget target =
        shop().analysis("sessionAffinity", "{\"cookieName\": \"" + name + "\"}").target();

    assertThat(router.check(target))
        .extracting(SpecProblem::field)
        .containsExactly("spec.analysis.sessionAffinity.cookieName");
  }

  @Test
  void audienceOfTcpRoutes_isUnsupported() {
    RouteTarget target =
        shop().service("appProtocol", "\"TCP\"").analysis("match", INSIDERS).target();

    assertThat(router.check(target))
        .extracting(SpecProblem::field)
        .containsExactly("spec.analysis.match");
    assertThatThrownBy(() -> router.reconcile(target)).isInstanceOf(UnsupportedRoute.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "appProtocol | 'tcp' | []",
        "timeout     | '1s'  | [{\"headers\": {\"x\": {\"exact\": \"y\"}}}]"
      })
  void mirrorAndAffinity_areUnsupportedWithTcpAndWithAnAudience(
      String field, String value, String match) {
    RouteTarget target =
        shop().service(field, "\"" + value + "\"").analysis("match", match).sticky().target();
    RouteView seen = router.reconcile(target);
    StoreRequests before = store.requests();
    Affinity running = new Affinity(Optional.of("ck=A"), Optional.empty(), Optional.empty());

    for (Position position :
        new Position[] {
          new Position(Weight.ZERO, Mirror.ALL, Affinity.NONE),
          Position.canary(10).with(running),
          Position.PRIMARY.with(running.ended())
        }) {
      assertThatThrownBy(() -> router.write(target, seen, position))
          .isInstanceOf(UnsupportedRoute.class)
          .hasMessageStartingWith("VirtualService shop.web cannot ");
    }
    assertThat(store.requests().since(before)).isEqualTo(StoreRequests.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", INSIDERS})
  void rememberedCookies_ofATargetWithoutStickiness_refuseNoPosition(String match) {
    RouteTarget target = shop().analysis("match", match).target();
    Affinity running = new Affinity(Optional.of("ck=A"), Optional.empty(), Optional.empty());

    RouteView moved =
        router.write(target, router.reconcile(target), Position.canary(10).with(running));
    RouteView back = router.write(target, moved, Position.PRIMARY.with(running.ended()));

    assertThat(moved.position()).contains(Position.canary(10));
    assertThat(back.position()).contains(Position.PRIMARY);
  }
}
