package dev.canary.testkit.cluster;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.ApiServer;
import dev.canary.testkit.cluster.api.ApiServerConfig;
import dev.canary.testkit.cluster.api.ClusterObjects;
import dev.canary.testkit.cluster.kubelet.Kubelet;
import dev.canary.testkit.cluster.load.Traffic;
import dev.canary.testkit.cluster.prometheus.EmbeddedPrometheus;
import dev.canary.testkit.cluster.proxy.MeshProxy;
import dev.canary.testkit.cluster.proxy.MeshProxyConfig;
import dev.canary.testkit.cluster.time.ScaledClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A cluster in this process: an API server, pods that are real HTTP servers, an Istio mesh that
 * splits real requests, a Prometheus that scrapes it and a load tester.
 *
 * <p>Everything listens on loopback ports of its own and runs on one clock. A client inside the
 * cluster is anybody who uses {@link #forwardProxy} as HTTP proxy: it reaches Services by their
 * names, Prometheus at {@code http://prometheus.istio-system:9090} and the load tester at {@code
 * http://flagger-loadtester.test/}.
 *
 * <pre>{@code
 * try (EmbeddedCluster cluster = EmbeddedCluster.istio().speed(60).start()) {
 *   cluster.apply(virtualService);
 *   cluster.traffic().users("http://app.example.com/", 10);
 * }
 * }</pre>
 */
public final class EmbeddedCluster implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(10);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final ScaledClock clock;
  private final ApiServer api;
  private final PodPrograms programs = new PodPrograms();
  private final MeshProxy proxy;
  private final EmbeddedPrometheus prometheus;
  private final Traffic traffic;

  private EmbeddedCluster(EmbeddedClusterBuilder builder) {
    clock = opened(new ScaledClock(builder.speed(), builder.startsAt()));
    api = opened(ApiServer.start(ApiServerConfig.DEFAULTS.withClock(clock)));
    builder.objects().forEach(api.objects()::apply);
    opened(Kubelet.start(api.url(), clock, builder.kubelet(programs), builder.seed()));
    proxy =
        opened(
            MeshProxy.start(new MeshProxyConfig(api.url(), builder.namespace(), builder.seed())));
    prometheus = opened(EmbeddedPrometheus.start(clock, builder.scrapeInterval()));
    prometheus.addTarget(proxy.metricsUrl(), ImmutableMap.of("job", "istio-mesh"));
    traffic =
        opened(
            Traffic.start(
                proxy.gatewayUrl(), proxy.forwardProxyUrl(), clock, builder.requestsPerSecond()));
    proxy.register("prometheus.istio-system:9090", prometheus.url());
    proxy.register("prometheus.istio-system", prometheus.url());
    proxy.register("flagger-loadtester." + builder.namespace(), traffic.tester().url());
  }

  /** Returns a builder of a cluster without any objects but its namespaces. */
  public static EmbeddedClusterBuilder empty() {
    return new EmbeddedClusterBuilder();
  }

  /**
   * Returns a builder of a cluster with what the Istio guide installs by URL: Istio's resource
   * types, the gateway {@code public-gateway}, Prometheus, and in namespace {@code test} podinfo
   * with its autoscaler and the load tester.
   */
  public static EmbeddedClusterBuilder istio() {
    return new EmbeddedClusterBuilder().with(Manifests.resource("istio.yaml"));
  }

  static EmbeddedCluster start(EmbeddedClusterBuilder builder) {
    EmbeddedCluster cluster = new EmbeddedCluster(builder);
    try {
      if (!cluster.proxy.awaitReady(START)) {
        cluster.close();
        throw new IllegalStateException("the cluster was not ready within " + START);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cluster.close();
      throw new IllegalStateException("interrupted while the cluster started", e);
    }
    return cluster;
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  /** Returns where the API server listens, for kubectl and for clients. */
  public URI apiUrl() {
    return api.url();
  }

  /** Returns the API server itself, to count requests and to script faults. */
  public ApiServer api() {
    return api;
  }

  /** Returns the objects, to seed and to read them without HTTP. */
  public ClusterObjects objects() {
    return api.objects();
  }

  /** Creates or replaces the objects of a YAML text, as {@code kubectl apply} would. */
  public void apply(String yaml) {
    Manifests.read(yaml).forEach(this::apply);
  }

  /** Creates or replaces an object. */
  public void apply(Tree object) {
    api.objects().apply(object);
  }

  /** Returns the ingress gateway: a request's Host header decides where it goes. */
  public URI gatewayUrl() {
    return proxy.gatewayUrl();
  }

  /** Returns the HTTP proxy through which names of the cluster are reached. */
  public URI forwardProxy() {
    return proxy.forwardProxyUrl();
  }

  /** Lets a server of the test answer for a name, such as {@code hooks.test:8080}. */
  public void register(String name, URI server) {
    proxy.register(name, server);
  }

  /** Returns the one clock. */
  public ScaledClock clock() {
    return clock;
  }

  /** Returns the Prometheus that scrapes the mesh. */
  public EmbeddedPrometheus prometheus() {
    return prometheus;
  }

  /** Returns who sends requests: users, faults, and the load tester. */
  public Traffic traffic() {
    return traffic;
  }

  /** Returns how many requests each podinfo pod has answered, those that are gone included. */
  public ImmutableMap<String, Long> requestsByPod() {
    return programs.requestsByPod();
  }

  /** Returns how many requests the pods of each podinfo version have answered. */
  public ImmutableMap<String, Long> requestsByVersion() {
    return programs.requestsByVersion();
  }

  /** Stops everything within two seconds; all objects are lost. Repeating it changes nothing. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a part of the cluster did not close", e);
      }
    }
  }
}
