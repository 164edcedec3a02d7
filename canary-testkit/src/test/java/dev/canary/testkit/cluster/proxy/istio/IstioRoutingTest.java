package dev.canary.testkit.cluster.proxy.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.Manifests;
import dev.canary.testkit.cluster.proxy.istio.Decision.Answer;
import dev.canary.testkit.cluster.proxy.istio.Decision.Direct;
import dev.canary.testkit.cluster.proxy.istio.Decision.Forward;
import dev.canary.testkit.cluster.proxy.istio.Decision.Redirect;
import dev.canary.testkit.cluster.proxy.istio.MeshRequest.Entry;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IstioRoutingTest {

  private static final String GATEWAY =
      """
      kind: Gateway
      metadata: {name: edge, namespace: mesh-system}
      spec: {servers: [{port: {number: 80}, hosts: ["*.example.org"]}]}
      """;

  private final IstioRouting routing = new IstioRouting(new Random(7));

  private static IstioObjects objects(String yaml) {
    ImmutableList<Tree> all = Manifests.read(GATEWAY + "---\n" + yaml);
    return new IstioObjects(
        of(all, "VirtualService"), of(all, "DestinationRule"), of(all, "Gateway"));
  }

  private static ImmutableList<Tree> of(ImmutableList<Tree> all, String kind) {
    return all.stream()
        .filter(object -> object.textOr("", "kind").equals(kind))
        .collect(ImmutableList.toImmutableList());
  }

  private static IstioObjects shop(String http) {
    return objects(
        """
        kind: VirtualService
        metadata: {name: shop, namespace: web}
        spec:
          hosts: [shop, shop.example.org]
          gateways: [mesh-system/edge, mesh]
          http:
        """
            + http.indent(4));
  }

  private static MeshRequest request(String target, String... headers) {
    return request(Entry.MESH, "shop.web.svc.cluster.local", "GET", target, headers);
  }

  private static MeshRequest request(
      Entry entry, String host, String method, String target, String... headers) {
    ImmutableListMultimap.Builder<String, String> all = ImmutableListMultimap.builder();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    int question = target.indexOf('?');
    return new MeshRequest(
        entry,
        host,
        host,
        80,
        method,
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        all.build());
  }

  private String chosen(IstioObjects objects, MeshRequest request) {
    return switch (routing.decide(objects, request)) {
      case Forward forward -> forward.destination().host().replace(".web.svc.cluster.local", "");
      case Redirect(int status, String location) -> status + " " + location;
      case Answer(int status, String body) -> status + " " + body;
      case Direct() -> "direct";
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{uri: {prefix: /a}}                       | GET  | /abc   | -                | yes",
        "{uri: {prefix: /a}}                       | GET  | /b     | -                | no",
        "{uri: {exact: /a}}                        | GET  | /a?x=1 | -                | yes",
        "{uri: {exact: /A}, ignoreUriCase: true}   | GET  | /a     | -                | yes",
        "{uri: {regex: '/[ab]+'}}                  | GET  | /abab  | -                | yes",
        "{uri: {regex: '/[ab]+'}}                  | GET  | /ababc | -                | no",
        "{method: {exact: POST}}                   | GET  | /      | -                | no",
        "{method: {exact: POST}}                   | POST | /      | -                | yes",
        "{headers: {x-canary: {exact: insider}}}   | GET  | /      | x-canary:insider | yes",
        "{headers: {x-canary: {exact: insider}}}   | GET  | /      | x-canary:other   | no",
        "{headers: {X-Canary: {exact: insider}}}   | GET  | /      | x-canary:insider | yes",
        "{headers: {x-canary: {}}}                 | GET  | /      | x-canary:any     | yes",
        "{headers: {x-canary: {}}}                 | GET  | /      | -                | no",
        "{withoutHeaders: {x-canary: {}}}          | GET  | /      | -                | yes",
        "{withoutHeaders: {x-canary: {}}}          | GET  | /      | x-canary:any     | no",
        "{queryParams: {v: {exact: '2'}}}          | GET  | /?v=2  | -                | yes",
        "{queryParams: {v: {exact: '2'}}}          | GET  | /?v=3  | -                | no",
        "{authority: {prefix: shop}}               | GET  | /      | -                | yes",
        "{gateways: [mesh]}                        | GET  | /      | -                | yes",
        "{gateways: [mesh-system/edge]}            | GET  | /      | -                | no",
        "{port: 80}                                | GET  | /      | -                | yes",
        "{port: 81}                                | GET  | /      | -                | no",
        "{name: insiders}                          | GET  | /      | -                | yes"
      })
  void condition_decidesWhetherItsRouteIsTaken(
      String condition, String method, String target, String header, String taken) {
    IstioObjects objects =
        shop(
            """
            - match: [%s]
              route: [{destination: {host: yes}}]
            - route: [{destination: {host: no}}]
            """
                .formatted(condition)
                .replace("host: yes", "host: \"yes\"")
                .replace("host: no", "host: \"no\""));
    String[] headers = header.equals("-") ? new String[0] : header.split(":");
    MeshRequest request =
        request(Entry.MESH, "shop.web.svc.cluster.local", method, target, headers);
    assertThat(chosen(objects, request)).isEqualTo(taken);
  }

  @Test
  void cookieRegex_matchesTheWholeHeader() {
    IstioObjects objects =
        shop(
            """
            - match: [{headers: {Cookie: {regex: ".*shop-canary-ck.*QwErTy.*"}}}]
              route: [{destination: {host: shop-canary}}]
            - route: [{destination: {host: shop-primary}}]
            """);
    assertThat(chosen(objects, request("/", "cookie", "a=b; shop-canary-ck=QwErTy")))
        .isEqualTo("shop-canary");
    assertThat(chosen(objects, request("/", "cookie", "shop-canary-ck=other")))
        .isEqualTo("shop-primary");
  }

  @Test
  void conditionsOfOneEntry_mustAllHold_entriesAreAlternatives() {
    IstioObjects objects =
        shop(
            """
            - match:
                - {uri: {prefix: /a}, headers: {x: {exact: "1"}}}
                - {uri: {prefix: /b}}
              route: [{destination: {host: shop-canary}}]
            - route: [{destination: {host: shop-primary}}]
            """);
    assertThat(chosen(objects, request("/a"))).isEqualTo("shop-primary");
    assertThat(chosen(objects, request("/a", "x", "1"))).isEqualTo("shop-canary");
    assertThat(chosen(objects, request("/b"))).isEqualTo("shop-canary");
  }

  @Test
  void weights_thatDoNotSumTo100_areShares() {
    IstioObjects objects =
        shop(
            """
            - route:
                - {destination: {host: shop-primary}, weight: 3}
                - {destination: {host: shop-canary}, weight: 1}
            """);
    int draws = 4000;
    long canary = 0;
    for (int i = 0; i < draws; i++) {
      canary += chosen(objects, request("/")).equals("shop-canary") ? 1 : 0;
    }
    double sigma = Math.sqrt(draws * 0.25 * 0.75);
    assertThat((double) canary).isBetween(1000 - 4 * sigma, 1000 + 4 * sigma);
  }

  @Test
  void loneDestination_ofWeight0_takesEverything() {
    IstioObjects objects = shop("- route: [{destination: {host: shop-primary}, weight: 0}]");
    assertThat(chosen(objects, request("/"))).isEqualTo("shop-primary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{route: [{destination: {host: a}}, {destination: {host: b}}]} | weights are all 0",
        "{route: [{destination: {host: a}, weight: -1}, {destination: {host: b}}]} | weight -1",
        "{route: [{destination: {port: {number: 80}}}]} | without a host",
        "{match: [{uri: {suffix: /x}}], route: [{destination: {host: a}}]} | suffix",
        "{match: [{uri: {regex: '['}}], route: [{destination: {host: a}}]} | regex",
        "{match: [{colour: {exact: a}}], route: [{destination: {host: a}}]} | match.colour",
        "{route: [{destination: {host: a, subset: v9}}]} | subset v9",
        "{timeout: soon, route: [{destination: {host: a}}]} | timeout is soon",
        "{delegate: {name: lost}} | lost.web, which does not exist",
        "{match: []} | neither a destination"
      })
  void object_thatIstioWouldRefuse_is503WithTheReason(String route, String reason) {
    assertThat(chosen(shop("- " + route), request("/")))
        .startsWith("503 VirtualService shop.web: ")
        .contains(reason);
  }

  @Test
  void host_withoutVirtualService_isDirectInTheMeshAnd404AtTheGateway() {
    IstioObjects objects = shop("- route: [{destination: {host: shop-primary}}]");
    assertThat(chosen(objects, request(Entry.MESH, "cart.web.svc.cluster.local", "GET", "/")))
        .isEqualTo("direct");
    assertThat(chosen(objects, request(Entry.GATEWAY, "cart.example.org", "GET", "/")))
        .startsWith("404 ");
  }

  @Test
  void virtualService_ofTheGatewayAlone_isNotSeenInTheMesh() {
    IstioObjects objects =
        objects(
            """
            kind: VirtualService
            metadata: {name: shop, namespace: web}
            spec:
              hosts: [shop, shop.example.org]
              gateways: [edge.mesh-system.svc.cluster.local]
              http: [{route: [{destination: {host: shop-primary}}]}]
            """);
    assertThat(chosen(objects, request("/"))).isEqualTo("direct");
    assertThat(chosen(objects, request(Entry.GATEWAY, "shop.example.org", "GET", "/")))
        .isEqualTo("shop-primary");
  }

  @Test
  void gateway_thatDoesNotExistOrServeTheHost_isClosed() {
    String service =
        """
        kind: VirtualService
        metadata: {name: shop, namespace: web}
        spec:
          hosts: ["%s"]
          gateways: [%s]
          http: [{route: [{destination: {host: shop-primary}}]}]
        """;
    MeshRequest elsewhere = request(Entry.GATEWAY, "shop.example.com", "GET", "/");
    assertThat(
            chosen(objects(service.formatted("shop.example.com", "mesh-system/edge")), elsewhere))
        .startsWith("404 ");
    MeshRequest inside = request(Entry.GATEWAY, "shop.example.org", "GET", "/");
    assertThat(chosen(objects(service.formatted("shop.example.org", "mesh-system/lost")), inside))
        .startsWith("404 ");
    assertThat(chosen(objects(service.formatted("*", "mesh-system/edge")), inside))
        .isEqualTo("shop-primary");
  }

  @Test
  void closestHost_wins() {
    String service =
        """
        kind: VirtualService
        metadata: {name: %1$s, namespace: web}
        spec:
          hosts: ["%2$s"]
          gateways: [mesh-system/edge]
          http: [{route: [{destination: {host: %1$s}}]}]
        ---
        """;
    IstioObjects objects =
        objects(
            service.formatted("all", "*")
                + service.formatted("some", "*.example.org")
                + service.formatted("one", "shop.example.org"));
    assertThat(chosen(objects, request(Entry.GATEWAY, "shop.example.org", "GET", "/")))
        .isEqualTo("one");
    assertThat(chosen(objects, request(Entry.GATEWAY, "cart.example.org", "GET", "/")))
        .isEqualTo("some");
  }

  @Test
  void delegate_routesWhatItsRootPassesOn() {
    IstioObjects objects =
        objects(
            """
            kind: VirtualService
            metadata: {name: root, namespace: edge}
            spec:
              hosts: [shop.example.org]
              gateways: [mesh-system/edge]
              http:
                - match: [{uri: {prefix: /shop}}]
                  delegate: {name: shop, namespace: web}
                - route: [{destination: {host: home}}]
            ---
            kind: VirtualService
            metadata: {name: shop, namespace: web}
            spec:
              hosts: []
              http:
                - match: [{headers: {x-canary: {exact: insider}}}]
                  route: [{destination: {host: shop-canary}}]
                - match: [{uri: {prefix: /shop/cart}}]
                  route: [{destination: {host: shop-primary}}]
            """);
    Entry gateway = Entry.GATEWAY;
    assertThat(chosen(objects, request(gateway, "shop.example.org", "GET", "/shop/cart")))
        .isEqualTo("shop-primary");
    assertThat(
            chosen(
                objects,
                request(gateway, "shop.example.org", "GET", "/shop", "x-canary", "insider")))
        .isEqualTo("shop-canary");
    assertThat(chosen(objects, request(gateway, "shop.example.org", "GET", "/shop")))
        .isEqualTo("home.edge.svc.cluster.local");
  }

  @Test
  void redirect_buildsTheLocation() {
    IstioObjects objects =
        shop("- redirect: {uri: /new, authority: other.example.org, redirectCode: 302}");
    assertThat(chosen(objects, request("/old?x=1")))
        .isEqualTo("302 http://other.example.org/new?x=1");
    assertThat(chosen(shop("- redirect: {scheme: https}"), request("/old")))
        .isEqualTo("301 https://shop.web.svc.cluster.local/old");
  }

  @Test
  void directResponse_answersByItself() {
    assertThat(chosen(shop("- directResponse: {status: 418, body: {string: tea}}"), request("/")))
        .isEqualTo("418 tea");
  }

  @Test
  void forward_carriesRewriteHeadersTimeoutAndRetries() {
    IstioObjects objects =
        shop(
            """
            - match: [{uri: {prefix: /shop}}]
              rewrite: {uri: /store, authority: store}
              timeout: 1m30s
              retries: {attempts: 3, perTryTimeout: 500ms, retryOn: "gateway-error,connect-failure"}
              headers: {request: {add: {x-via: mesh}, remove: [x-old]}}
              route:
                - destination: {host: shop-primary, port: {number: 8080}}
                  headers: {response: {set: {x-side: primary}}}
            """);
    Forward forward = (Forward) routing.decide(objects, request("/shop/cart?x=1"));
    assertThat(forward.path()).isEqualTo("/store/cart?x=1");
    assertThat(forward.authority()).isEqualTo("store");
    assertThat(forward.destination())
        .isEqualTo(new Destination("shop-primary.web.svc.cluster.local", 8080, ImmutableMap.of()));
    assertThat(forward.timeout()).isEqualTo(Optional.of(Duration.ofSeconds(90)));
    assertThat(forward.retries().attempts()).isEqualTo(3);
    assertThat(forward.retries().perTryTimeout()).isEqualTo(Optional.of(Duration.ofMillis(500)));
    assertThat(forward.retries().onStatus(503)).isTrue();
    assertThat(forward.retries().onStatus(500)).isFalse();
    assertThat(forward.headers().getFirst().request().add()).containsEntry("x-via", "mesh");
    assertThat(forward.headers().getFirst().request().remove()).containsExactly("x-old");
    assertThat(forward.headers().get(1).response().set()).containsEntry("x-side", "primary");
  }

  @Test
  void mirrorPercentage_copiesThatShare() {
    IstioObjects objects =
        shop(
            """
            - mirror: {host: shop-canary}
              mirrorPercentage: {value: 25.0}
              route: [{destination: {host: shop-primary}}]
            """);
    int requests = 4000;
    long copied = 0;
    for (int i = 0; i < requests; i++) {
      copied += ((Forward) routing.decide(objects, request("/"))).mirror().isPresent() ? 1 : 0;
    }
    double sigma = Math.sqrt(requests * 0.25 * 0.75);
    assertThat((double) copied).isBetween(1000 - 4 * sigma, 1000 + 4 * sigma);
  }

  @Test
  void subset_choosesPodsByTheLabelsOfItsRule() {
    IstioObjects objects =
        objects(
            """
            kind: DestinationRule
            metadata: {name: shop, namespace: web}
            spec: {host: shop, subsets: [{name: v2, labels: {version: v2}}]}
            ---
            kind: VirtualService
            metadata: {name: shop, namespace: web}
            spec:
              hosts: [shop]
              http: [{route: [{destination: {host: shop, subset: v2}}]}]
            """);
    Forward forward = (Forward) routing.decide(objects, request("/"));
    assertThat(forward.destination().labels()).isEqualTo(ImmutableMap.of("version", "v2"));
  }
}
