package dev.canary.testkit.cluster.proxy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import dev.canary.testkit.cluster.proxy.Cluster.Unreachable;
import dev.canary.testkit.cluster.proxy.Upstream.Outcome;
import dev.canary.testkit.cluster.proxy.Upstream.Outgoing;
import dev.canary.testkit.cluster.proxy.istio.Decision.Forward;
import dev.canary.testkit.cluster.proxy.istio.Destination;
import dev.canary.testkit.cluster.proxy.istio.HeaderRules;
import dev.canary.testkit.cluster.proxy.istio.Retries;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/** Sends a request to a pod of its destination, again if its route says so, and copies it. */
final class Forwarder implements AutoCloseable {

  /** How long a request may take if its route does not say. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private static final int UNAVAILABLE = 503;
  private static final int TIMED_OUT = 504;

  /** Copies under way at once; more are dropped, as nobody waits for them. */
  private static final int MOST_COPIES = 64;

  private final Cluster cluster;
  private final Upstream upstream;
  private final Telemetry telemetry;
  private final RandomGenerator random;
  private final Semaphore copies = new Semaphore(MOST_COPIES);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Forwarder(Cluster cluster, Upstream upstream, Telemetry telemetry, RandomGenerator random) {
    this.cluster = cluster;
    this.upstream = upstream;
    this.telemetry = telemetry;
    this.random = random;
  }

  /** Sends the request as its route says. */
  Reply forward(Incoming incoming, Forward route) throws InterruptedException {
    ListMultimap<String, String> headers = incoming.passedOn(route.authority());
    route.headers().forEach(rules -> Message.edit(headers, rules.request()));
    route.mirror().ifPresent(mirror -> copy(incoming, mirror, headers, route.path()));
    Reply reply = tries(incoming, route, headers);
    return answered(reply, route.headers());
  }

  private static Reply answered(Reply reply, ImmutableList<HeaderRules> rules) {
    ListMultimap<String, String> headers = Message.passedOn(Message.copy(reply.headers()));
    rules.forEach(rule -> Message.edit(headers, rule.response()));
    return new Reply(reply.status(), headers, reply.body());
  }

  private Reply tries(Incoming incoming, Forward route, ListMultimap<String, String> headers)
      throws InterruptedException {
    Retries retries = route.retries();
    long deadline = System.nanoTime() + route.timeout().orElse(LONGEST).toNanos();
    for (int left = retries.attempts(); ; left--) {
      Duration rest = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
      Duration limit =
          retries.perTryTimeout().filter(each -> each.compareTo(rest) < 0).orElse(rest);
      Outcome outcome;
      try {
        outcome = attempt(incoming, route.destination(), headers, route.path(), limit);
      } catch (Unreachable unreachable) {
        return Reply.text(UNAVAILABLE, unreachable.reason());
      }
      boolean last = left <= 0 || deadline - System.nanoTime() <= 0;
      if (last || !again(retries, outcome)) {
        return reply(outcome);
      }
    }
  }

  private static boolean again(Retries retries, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered answered -> retries.onStatus(answered.status());
      case Outcome.NotConnected none -> retries.onConnectFailure();
      case Outcome.Broken broken -> retries.onNoAnswer();
      case Outcome.TimedOut late -> retries.onStatus(TIMED_OUT);
    };
  }

  private static Reply reply(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(int status, var headers, Body body) -> new Reply(status, headers, body);
      case Outcome.NotConnected(String reason) ->
          Reply.text(UNAVAILABLE, "upstream connect error: " + reason);
      case Outcome.Broken(String reason) ->
          Reply.text(UNAVAILABLE, "upstream connection ended before the answer did: " + reason);
      case Outcome.TimedOut(Duration after) ->
          Reply.text(TIMED_OUT, "upstream request timeout after " + after.toMillis() + " ms");
    };
  }

  private Outcome attempt(
      Incoming incoming,
      Destination destination,
      ListMultimap<String, String> headers,
      String target,
      Duration limit)
      throws Unreachable, InterruptedException {
    ImmutableList<Backend> backends = cluster.backends(destination, incoming.request().port());
    Backend backend = backends.get(random.nextInt(backends.size()));
    URI uri = URI.create("http://" + backend.ip() + ":" + backend.port() + target);
    long start = System.nanoTime();
    Outcome outcome =
        upstream.send(
            new Outgoing(incoming.request().method(), uri, headers, incoming.body(), limit));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    int status = statusBesidePod(outcome);
    if (status > 0) {
      telemetry.arrived(
          backend,
          cluster.pod(backend.name()),
          destination.host(),
          incoming.source(),
          status,
          took);
    }
    return outcome;
  }

  /** What the proxy beside the pod counts; negative if nothing reached it. */
  private static int statusBesidePod(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered answered -> answered.status();
      case Outcome.NotConnected none -> -1;
      case Outcome.Broken broken -> UNAVAILABLE;
      case Outcome.TimedOut late -> TIMED_OUT;
    };
  }

  private void copy(
      Incoming incoming, Destination mirror, ListMultimap<String, String> headers, String target) {
    if (!copies.tryAcquire()) {
      return;
    }
    ListMultimap<String, String> shadowed = Message.shadow(headers);
    threads.execute(
        () -> {
          try {
            attempt(incoming, mirror, shadowed, target, LONGEST);
          } catch (Unreachable nobodyWaits) {
            // the answer would be discarded, and so is its absence
          } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
          } finally {
            copies.release();
          }
        });
  }

  /** Returns a route to the Service that the request names. */
  static Forward direct(Incoming incoming) {
    return new Forward(
        new Destination(incoming.request().host(), incoming.request().port(), ImmutableMap.of()),
        incoming.request().target(),
        incoming.request().authority(),
        ImmutableList.of(),
        Optional.empty(),
        Optional.empty(),
        Retries.DEFAULT);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
