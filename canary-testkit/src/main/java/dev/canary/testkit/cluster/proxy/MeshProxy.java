package dev.canary.testkit.cluster.proxy;

import com.google.common.collect.ImmutableListMultimap;
import com.sun.net.httpserver.HttpExchange;
import dev.canary.testkit.cluster.api.http.Listener;
import dev.canary.testkit.cluster.client.ApiClient;
import dev.canary.testkit.cluster.proxy.istio.IstioRouting;
import dev.canary.testkit.cluster.proxy.istio.MeshRequest.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Random;

/**
 * The data plane of an Istio mesh on three loopback ports: the ingress gateway, a forward proxy
 * that stands for the sidecar of the load tester's pod, and the metrics of all proxies of the mesh.
 *
 * <p>Both entries take requests by their absolute target or by their Host header, and speak
 * HTTP/1.1 without TLS; a {@code CONNECT} has its connection closed. What is done with a request is
 * what the VirtualServices, DestinationRules, Gateways, Services and Endpoints say that the API
 * server holds at that moment, but for the time a watch takes. Weights are drawn by chance for each
 * request. Pods are told the authority in {@code x-forwarded-host}; their Host header names their
 * loopback port.
 */
public final class MeshProxy implements AutoCloseable {

  private static final String SIDECAR = "flagger-loadtester";

  private final ApiClient api;
  private final Cluster cluster;
  private final Upstream upstream;
  private final Forwarder forwarder;
  private final Router router;
  private final String namespace;
  private final MeshMetrics metrics = new MeshMetrics();
  private final Listener gateway;
  private final Listener forwardProxy;
  private final Listener telemetry;

  private MeshProxy(MeshProxyConfig config) throws IOException {
    Telemetry counters = new Telemetry(metrics);
    api = new ApiClient(config.server(), "mesh-proxy");
    cluster = new Cluster(api);
    upstream = new Upstream();
    forwarder = new Forwarder(cluster, upstream, counters, new Random(config.seed() + 1));
    namespace = config.namespace();
    router = new Router(cluster, new IstioRouting(new Random(config.seed())), forwarder, upstream);
    Source sidecar = new Source(SIDECAR, config.namespace());
    gateway =
        Listener.open(
            0, new ProxyHandler(Entry.GATEWAY, Incoming.INGRESS, config.namespace(), router));
    forwardProxy =
        Listener.open(0, new ProxyHandler(Entry.MESH, sidecar, config.namespace(), router));
    telemetry = Listener.open(0, this::exposeMetrics);
  }

  /**
   * Starts the data plane.
   *
   * @throws UncheckedIOException if there is no free port
   */
  public static MeshProxy start(MeshProxyConfig config) {
    try {
      return new MeshProxy(config);
    } catch (IOException e) {
      throw new UncheckedIOException("the mesh proxy found no free port on 127.0.0.1", e);
    }
  }

  private void exposeMetrics(HttpExchange exchange) throws IOException {
    try (exchange) {
      metrics.retain(pod -> cluster.pod(pod).isPresent());
      new Reply(
              200,
              ImmutableListMultimap.of("content-type", "text/plain; version=0.0.4; charset=utf-8"),
              Body.of(metrics.text()))
          .send(exchange);
    }
  }

  /**
   * Lets a server that is no pod answer for a name, before all Services and routes.
   *
   * @param name host and port as a client in a pod writes them, such as {@code
   *     prometheus.istio-system:9090}; port 80 if it has none
   */
  public void register(String name, URI server) {
    router.register(Authority.parse(name).resolved(namespace), server);
  }

  /** Waits until Services and pods have been seen once; false if the real time ran out. */
  public boolean awaitReady(Duration realTimeout) throws InterruptedException {
    return cluster.awaitListed(realTimeout);
  }

  /** Returns where the ingress gateway listens. */
  public URI gatewayUrl() {
    return gateway.url();
  }

  /** Returns where the forward proxy listens. */
  public URI forwardProxyUrl() {
    return forwardProxy.url();
  }

  /** Returns where the metrics are, path included. */
  public URI metricsUrl() {
    return telemetry.url().resolve("/metrics");
  }

  /** Closes the ports and ends all requests. Repeating it changes nothing. */
  @Override
  public void close() {
    gateway.close();
    forwardProxy.close();
    telemetry.close();
    forwarder.close();
    cluster.close();
    upstream.close();
    api.close();
  }
}
