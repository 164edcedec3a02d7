package dev.canary.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedClusterTest {

  private static final String SERVICES =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: podinfo-primary, namespace: test}
      spec:
        selector: {app: podinfo-primary}
        ports: [{name: http, port: 9898, targetPort: 9898}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: podinfo-canary, namespace: test}
      spec:
        selector: {app: podinfo}
        ports: [{name: http, port: 9898, targetPort: http}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: podinfo-primary, namespace: test}
      spec:
        replicas: 2
        selector: {matchLabels: {app: podinfo-primary}}
        template:
          metadata: {labels: {app: podinfo-primary}}
          spec:
            containers:
              - name: podinfod
                image: ghcr.io/stefanprodan/podinfo:3.0.0
                ports: [{name: http, containerPort: 9898}]
      """;

  private static final String ROUTE =
      """
      apiVersion: networking.istio.io/v1beta1
      kind: VirtualService
      metadata: {name: podinfo, namespace: test}
      spec:
        hosts: [app.example.com, podinfo]
        gateways: [public-gateway.istio-system.svc.cluster.local]
        http:
          - route:
              - {destination: {host: podinfo-primary}, weight: %d}
              - {destination: {host: podinfo-canary}, weight: %d}
      """;

  private static final String SUCCESS =
      " sum( rate( istio_requests_total{ reporter=\"destination\","
          + " destination_workload_namespace=\"test\", destination_workload=~\"podinfo\","
          + " response_code!~\"5.*\" }[1m] ) ) / sum( rate( istio_requests_total{"
          + " reporter=\"destination\", destination_workload_namespace=\"test\","
          + " destination_workload=~\"podinfo\" }[1m] ) ) * 100";

  private EmbeddedCluster cluster;
  private Caller users;
  private Caller pods;

  @BeforeEach
  void start() {
    cluster = EmbeddedCluster.istio().speed(60).start();
    users = new Caller(cluster.gatewayUrl());
    pods = new Caller(cluster.forwardProxy());
    cluster.apply(SERVICES);
    awaitAvailable("podinfo", 2);
    awaitAvailable("podinfo-primary", 2);
  }

  @AfterEach
  void close() {
    users.close();
    pods.close();
    cluster.close();
  }

  private void awaitAvailable(String deployment, long replicas) {
    Await.until(
        deployment + " available",
        () ->
            cluster
                .objects()
                .find("apps/v1", "Deployment", "test", deployment)
                .map(found -> found.wholeOr(0, "status", "availableReplicas") == replicas)
                .orElse(false));
    Await.until(
        deployment + " served",
        () ->
            pods.get(
                        "http://%s:9898/"
                            .formatted(
                                deployment.equals("podinfo") ? "podinfo-canary" : deployment))
                    .statusCode()
                == 200);
  }

  @Test
  void serviceName_fromInsideTheCluster_reachesItsPods() {
    assertThat(pods.version("http://podinfo-canary:9898/")).isEqualTo("3.1.0");
    assertThat(pods.version("http://podinfo-canary.test:9898/")).isEqualTo("3.1.0");
    assertThat(pods.version("http://podinfo-primary.test.svc:9898/")).isEqualTo("3.0.0");
    assertThat(pods.version("http://podinfo-primary.test.svc.cluster.local:9898/"))
        .isEqualTo("3.0.0");
  }

  @Test
  void weights_90To10_splitRealRequestsWithinFourSigma() throws InterruptedException {
    cluster.apply(ROUTE.formatted(90, 10));
    Await.until("route", () -> users.get("http://app.example.com/").statusCode() == 200);
    long before = cluster.requestsByVersion().getOrDefault("3.1.0", 0L);
    long all = cluster.requestsByVersion().values().stream().mapToLong(Long::longValue).sum();
    int requests = 2000;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < requests; i++) {
        threads.execute(() -> users.get("http://app.example.com/"));
      }
    }
    long canary = cluster.requestsByVersion().getOrDefault("3.1.0", 0L) - before;
    long total =
        cluster.requestsByVersion().values().stream().mapToLong(Long::longValue).sum() - all;
    double sigma = Math.sqrt(requests * 0.1 * 0.9);
    assertThat(total).isEqualTo(requests);
    assertThat((double) canary).isBetween(200 - 4 * sigma, 200 + 4 * sigma);
  }

  @Test
  void virtualService_deleted_changesTheNextRequests() {
    cluster.apply(ROUTE.formatted(0, 100));
    Await.until("canary", () -> users.version("http://app.example.com/").equals("3.1.0"));
    cluster.objects().delete("networking.istio.io/v1beta1", "VirtualService", "test", "podinfo");
    Await.until("gone", () -> users.get("http://app.example.com/").statusCode() == 404);
  }

  @Test
  void successRate_ofHealthyTraffic_is100AndFallsWithErrors() {
    String hook =
        """
        {"name":"podinfo","namespace":"test","phase":"Progressing","metadata":
        {"cmd":"hey -z 10m -q 10 -c 2 http://podinfo-canary.test:9898/"}}""";
    assertThat(pods.post("http://flagger-loadtester.test/", hook).statusCode()).isEqualTo(202);
    Await.until("healthy", () -> pods.query(SUCCESS).filter(rate -> rate == 100).isPresent());
    cluster.traffic().watchCurl("http://podinfo-canary:9898/status/500");
    Await.until("errors", () -> pods.query(SUCCESS).filter(rate -> rate < 99).isPresent());
  }

  @Test
  void acceptanceHook_thatFindsItsText_is200() {
    String hook =
        """
        {"name":"podinfo","namespace":"test","phase":"Progressing","metadata":{"type":"bash",
        "cmd":"curl -sd 'test' http://podinfo-canary:9898/%s | grep token"}}""";
    assertThat(pods.post("http://flagger-loadtester.test/", hook.formatted("token")).statusCode())
        .isEqualTo(200);
    assertThat(pods.post("http://flagger-loadtester.test/", hook.formatted("version")).body())
        .startsWith(
            "command curl -sd 'test' http://podinfo-canary:9898/version | grep token failed")
        .endsWith("exit status 1");
  }

  @Test
  void loadGeneratorKilled_successRate_isEmptyAfterTheWindow() {
    var load = cluster.traffic().inMesh("http://podinfo-canary.test:9898/", 10);
    Await.until("healthy", () -> pods.query(SUCCESS).isPresent());
    load.close();
    Await.until("no values", () -> pods.query(SUCCESS).isEmpty());
  }

  @Test
  void newImage_rolledOut_isServedByNewPods() {
    Tree deployment = cluster.objects().get("apps/v1", "Deployment", "test", "podinfo");
    String image = "ghcr.io/stefanprodan/podinfo:3.1.1";
    cluster
        .objects()
        .edit(
            "apps/v1",
            "Deployment",
            "test",
            "podinfo",
            found -> found.with(image, "spec", "template", "spec", "containers", "0", "image"));
    Await.until("served", () -> pods.version("http://podinfo-canary:9898/").equals("3.1.1"));
    assertThat(deployment.text("metadata", "annotations", "deployment.kubernetes.io/revision"))
        .isEqualTo(Optional.of("1"));
    Await.until(
        "revision 2",
        () ->
            cluster
                .objects()
                .get("apps/v1", "Deployment", "test", "podinfo")
                .textOr("", "metadata", "annotations", "deployment.kubernetes.io/revision")
                .equals("2"));
  }

  @Test
  void close_leavesNoThreadBehindWithinTwoSeconds() {
    long start = System.nanoTime();
    cluster.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }
}
