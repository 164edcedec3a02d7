package dev.canary.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.sun.management.HotSpotDiagnosticMXBean;
import dev.canary.core.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedClusterTest {

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

  private static final String P99 =
      "histogram_quantile( 0.99, sum( rate( istio_request_duration_milliseconds_bucket{"
          + " reporter=\"destination\", destination_workload_namespace=\"test\","
          + " destination_workload=~\"podinfo\" }[1m] ) ) by (le) )";

  private static final Pattern OF_THE_CLUSTER =
      Pattern.compile("dev\\.canary\\.testkit\\.cluster|cluster-clock|HTTP-Dispatcher");

  private EmbeddedCluster cluster;
  private Caller users;
  private Caller pods;

  @BeforeEach
  void start() {
    cluster = EmbeddedCluster.istio().speed(60).start();
    users = new Caller(cluster.gatewayUrl());
    pods = new Caller(cluster.forwardProxy());
    Manifests.resource("two-versions.yaml").forEach(cluster::apply);
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
  void latency_ofTheGuidesFault_raisesTheP99() {
    cluster.traffic().inMesh("http://podinfo-canary.test:9898/", 20);
    Await.until("fast", () -> pods.query(P99).filter(millis -> millis < 500).isPresent());
    cluster.traffic().watchCurl("http://podinfo-canary:9898/delay/1");
    Await.until("slow", () -> pods.query(P99).filter(millis -> millis > 500).isPresent());
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
  void close_underLoad_leavesNoThreadBehindWithinTwoSeconds() throws IOException {
    cluster.apply(ROUTE.formatted(50, 50));
    cluster.traffic().users("http://app.example.com/", 10);
    cluster.traffic().watchCurl("http://podinfo-canary:9898/delay/5");
    assertThat(threadsOfTheCluster()).isNotEmpty();
    long start = System.nanoTime();
    cluster.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    Await.until("no thread is left", () -> threadsOfTheCluster().isEmpty());
  }

  /** Names of the threads, virtual ones included, that are in code of the cluster or serve it. */
  private static List<String> threadsOfTheCluster() {
    try {
      Path file = Files.createTempDirectory("threads").resolve("dump");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      String dump = Files.readString(file);
      Files.delete(file);
      Files.delete(file.getParent());
      return Splitter.on("\n\n")
          .splitToStream(dump)
          .filter(
              thread ->
                  OF_THE_CLUSTER.matcher(thread).find()
                      && !thread.contains("EmbeddedClusterTest")
                      && !thread.contains(".Caller."))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
