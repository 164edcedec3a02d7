package dev.canary.testkit.cluster.load;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.canary.testkit.cluster.time.ClusterTimer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Everything in the cluster that sends requests of its own accord: the load tester, the users at
 * the ingress gateway, and somebody who provokes faults.
 *
 * <p>Rates are per second of cluster time, so at speed N there are N times as many in real time, up
 * to a cap that all share: {@link #DEFAULT_CAP} requests per second of real time, about what two
 * cores carry beside the cluster itself. Above it requests are sent later, never dropped, and all
 * senders slow down alike.
 */
public final class Traffic implements AutoCloseable {

  /** Requests per second of real time unless told otherwise. */
  public static final int DEFAULT_CAP = 300;

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ClusterTimer timer;
  private final RateCap cap;
  private final LoadClient gateway;
  private final LoadClient mesh;
  private final LoadTester tester;
  private final Queue<LoadStream> streams = new ConcurrentLinkedQueue<>();

  private Traffic(URI gatewayUrl, URI forwardProxy, ClusterTimer timer, int perSecond) {
    this.timer = timer;
    this.cap = new RateCap(perSecond);
    this.gateway = new LoadClient(gatewayUrl);
    this.mesh = new LoadClient(forwardProxy);
    this.tester = LoadTester.start(mesh, timer, cap);
  }

  /**
   * Starts the load tester; nobody sends anything yet.
   *
   * @param perSecond the cap, in requests per second of real time, at least 1
   */
  public static Traffic start(URI gatewayUrl, URI forwardProxy, ClusterTimer timer, int perSecond) {
    return new Traffic(gatewayUrl, forwardProxy, timer, perSecond);
  }

  /** Returns the load tester. */
  public LoadTester tester() {
    return tester;
  }

  /**
   * Lets users call a host at the ingress gateway.
   *
   * @param url such as {@code http://app.example.com/}
   * @param perSecond requests per second of cluster time, above 0
   */
  public LoadStream users(String url, double perSecond) {
    return users(url, perSecond, ImmutableMap.of());
  }

  /** Lets users with certain headers call a host, as {@link #users(String, double)}. */
  public LoadStream users(String url, double perSecond, Map<String, String> headers) {
    return stream(gateway, template(url, headers), perSecond);
  }

  /**
   * Does inside the mesh what {@code watch curl URL} does: a request each two seconds of cluster
   * time, the next whether or not the one before is answered.
   */
  public LoadStream watchCurl(String url) {
    return stream(mesh, template(url, ImmutableMap.of()), 0.5);
  }

  /** Sends requests from a pod of the mesh. */
  public LoadStream inMesh(String url, double perSecond) {
    return stream(mesh, template(url, ImmutableMap.of()), perSecond);
  }

  private LoadStream stream(LoadClient client, HttpTemplate template, double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException(
          "%s requests per second: give more than 0".formatted(perSecond));
    }
    LoadStream stream = new LoadStream(client, template, timer, cap, perSecond);
    streams.add(stream);
    return stream;
  }

  private static HttpTemplate template(String url, Map<String, String> headers) {
    return new HttpTemplate(
        "GET",
        HttpTemplate.url(url),
        ImmutableListMultimap.copyOf(headers.entrySet()),
        "",
        TIMEOUT);
  }

  /** Stops everybody. Repeating it changes nothing. */
  @Override
  public void close() {
    streams.forEach(LoadStream::close);
    tester.close();
    gateway.close();
    mesh.close();
  }
}
