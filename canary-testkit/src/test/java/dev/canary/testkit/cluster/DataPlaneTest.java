package dev.canary.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@dev.canary.testkit.junit.EmbeddedCluster(speed = 60, manifests = "two-versions.yaml")
class DataPlaneTest {

  private static final String APP = "http://app.example.com/";

  private final EmbeddedCluster cluster;
  private final Caller users;
  private final Caller pods;

  DataPlaneTest(EmbeddedCluster cluster) {
    this.cluster = cluster;
    this.users = new Caller(cluster.gatewayUrl());
    this.pods = new Caller(cluster.forwardProxy());
  }

  @BeforeEach
  void awaitPods() {
    Await.until("canary", () -> pods.get("http://podinfo-canary:9898/").statusCode() == 200);
    Await.until("primary", () -> pods.get("http://podinfo-primary:9898/").statusCode() == 200);
  }

  @AfterEach
  void close() {
    users.close();
    pods.close();
  }

  /** Puts routes in force and waits until the gateway acts on them. */
  private void route(String http) {
    String mark = Long.toString(System.nanoTime());
    cluster.apply(
        """
        apiVersion: networking.istio.io/v1beta1
        kind: VirtualService
        metadata: {name: podinfo, namespace: test}
        spec:
          hosts: [app.example.com, podinfo]
          gateways: [public-gateway.istio-system.svc.cluster.local, mesh]
          http:
            - match: [{uri: {exact: /in-force}}]
              directResponse: {status: 200, body: {string: "%s"}}
        """
                .formatted(mark)
            + http.indent(4));
    Await.until("route " + mark, () -> users.get(APP + "in-force").body().contains(mark));
  }

  private long answered(String version) {
    return cluster.requestsByVersion().getOrDefault(version, 0L);
  }

  @Test
  void header_sendsItsAudienceToTheCanary() {
    route(
        """
        - match: [{headers: {x-canary: {exact: insider}}}, {headers: {cookie: {regex: "^(.*?;)?(type=insider)(;.*)?$"}}}]
          route: [{destination: {host: podinfo-canary}, weight: 100}]
        - route: [{destination: {host: podinfo-primary}, weight: 100}]
        """);
    assertThat(users.version(APP)).isEqualTo("3.0.0");
    assertThat(users.version(APP, "x-canary", "insider")).isEqualTo("3.1.0");
    assertThat(users.version(APP, "cookie", "a=b;type=insider")).isEqualTo("3.1.0");
    assertThat(users.version(APP, "cookie", "type=outsider")).isEqualTo("3.0.0");
  }

  @Test
  void weightedDestination_addsItsOwnResponseHeader() {
    route(
        """
        - route:
            - destination: {host: podinfo-canary}
              weight: 100
              headers: {response: {add: {Set-Cookie: "ck=abc; Max-Age=60"}}}
            - {destination: {host: podinfo-primary}, weight: 0}
        """);
    assertThat(users.get(APP).headers().firstValue("set-cookie"))
        .isEqualTo(Optional.of("ck=abc; Max-Age=60"));
  }

  @Test
  void mirror_copiesToTheCanaryAndAnswersFromThePrimary() {
    route(
        """
        - mirror: {host: podinfo-canary}
          mirrorPercentage: {value: 100.0}
          route: [{destination: {host: podinfo-primary}, weight: 100}]
        """);
    long before = answered("3.1.0");
    for (int i = 0; i < 20; i++) {
      assertThat(users.version(APP)).isEqualTo("3.0.0");
    }
    Await.until("20 copies", () -> answered("3.1.0") == before + 20);
  }

  @Test
  void delegate_isFollowedFromTheRoot() {
    cluster.apply(
        """
        apiVersion: networking.istio.io/v1beta1
        kind: VirtualService
        metadata: {name: delegated, namespace: test}
        spec:
          hosts: []
          http: [{route: [{destination: {host: podinfo-canary, port: {number: 9898}}}]}]
        """);
    route("- delegate: {name: delegated}");
    Await.until("delegate", () -> users.get(APP).statusCode() == 200);
    assertThat(users.version(APP)).isEqualTo("3.1.0");
  }

  @Test
  void redirect_isAnsweredByTheProxy() {
    route("- redirect: {uri: /elsewhere, redirectCode: 307}");
    HttpResponse<String> answer = users.get(APP + "here");
    assertThat(answer.statusCode()).isEqualTo(307);
    assertThat(answer.headers().firstValue("location"))
        .isEqualTo(Optional.of("http://app.example.com/elsewhere"));
  }

  @Test
  void rewriteAndRequestHeaders_reachThePod() {
    route(
        """
        - match: [{uri: {prefix: /what}}]
          rewrite: {uri: /headers, authority: other.example.com}
          headers: {request: {set: {x-via: mesh}}}
          route: [{destination: {host: podinfo-primary}}]
        """);
    assertThat(users.get(APP + "what").body())
        .containsIgnoringCase("\"x-via\":[\"mesh\"]")
        .contains("other.example.com");
  }

  @Test
  void timeout_ofTheRoute_is504() {
    route("- {timeout: 100ms, route: [{destination: {host: podinfo-primary}}]}");
    assertThat(users.get(APP + "delay/5").statusCode()).isEqualTo(504);
    assertThat(users.get(APP).statusCode()).isEqualTo(200);
  }

  @Test
  void retries_repeatGatewayErrorsAndCountEachTryAtThePod() {
    route(
        """
        - retries: {attempts: 3, perTryTimeout: 1s, retryOn: "gateway-error,connect-failure"}
          route: [{destination: {host: podinfo-primary}}]
        """);
    long before = answered("3.0.0");
    assertThat(users.get(APP + "status/503").statusCode()).isEqualTo(503);
    assertThat(answered("3.0.0") - before).isEqualTo(4);
    assertThat(users.get(APP + "status/500").statusCode()).isEqualTo(500);
    assertThat(answered("3.0.0") - before).isEqualTo(5);
  }

  @Test
  void destination_thatDoesNotExist_is503NamingIt() {
    route("- route: [{destination: {host: podinfo-lost}}]");
    HttpResponse<String> answer = users.get(APP);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("podinfo-lost.test.svc.cluster.local");
  }

  @Test
  void port_thatTheServiceLacks_is503NamingThoseItHas() {
    assertThat(pods.get("http://podinfo-canary/").body())
        .contains("podinfo-canary.test has no port 80, only [9898]");
  }

  @Test
  void host_thatNobodyKnows_is502NamingIt() {
    HttpResponse<String> answer = pods.get("http://nowhere.example.net/");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("nowhere.example.net");
  }

  @Test
  void hostOfTheGateway_fromInside_isReachedThroughIt() {
    route("- route: [{destination: {host: podinfo-canary}}]");
    assertThat(pods.version(APP)).isEqualTo("3.1.0");
  }

  @Test
  void registeredServer_thatLeadsBackForEver_isCutOff() {
    URI self = cluster.forwardProxy();
    cluster.register(self.getAuthority(), self);
    HttpResponse<String> answer = pods.get(self.resolve("/").toString());
    assertThat(answer.statusCode()).isEqualTo(508);
  }

  @Test
  void registeredServer_answersUnderItsName() {
    cluster.register("hooks.test:81", cluster.traffic().tester().url());
    assertThat(pods.get("http://hooks.test:81/healthz").body()).isEqualTo("OK");
    assertThat(pods.get("http://hooks:81/healthz").body()).isEqualTo("OK");
    assertThat(pods.get("http://hooks.test/healthz").statusCode()).isEqualTo(502);
  }

  @Test
  void connect_hasItsConnectionClosed() throws IOException {
    URI proxy = cluster.forwardProxy();
    try (Socket socket = new Socket(proxy.getHost(), proxy.getPort())) {
      socket
          .getOutputStream()
          .write(
              "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void pod_reportsWhatReachedIt_underItsDeployment() {
    route("- route: [{destination: {host: podinfo-primary}}]");
    users.get(APP + "status/404");
    Await.until(
        "404s counted",
        () ->
            pods.query(
                    "sum(istio_requests_total{reporter=\"destination\","
                        + "destination_workload=\"podinfo-primary\",response_code=\"404\","
                        + "destination_service=\"podinfo-primary.test.svc.cluster.local\","
                        + "source_workload=\"istio-ingressgateway\"})")
                .filter(count -> count >= 1)
                .isPresent());
  }
}
