package dev.canary.testkit.cluster.proxy;

import com.google.common.collect.ListMultimap;
import dev.canary.testkit.cluster.proxy.Upstream.Outcome;
import dev.canary.testkit.cluster.proxy.Upstream.Outgoing;
import dev.canary.testkit.cluster.proxy.istio.Decision;
import dev.canary.testkit.cluster.proxy.istio.IstioRouting;
import dev.canary.testkit.cluster.proxy.istio.MeshRequest;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The ways a request can go: by the routing objects, to a Service, or to a registered server. */
final class Router {

  private static final int BAD_GATEWAY = 502;

  private final Cluster cluster;
  private final IstioRouting routing;
  private final Forwarder forwarder;
  private final Upstream upstream;
  private final ConcurrentMap<Authority, URI> virtualHosts = new ConcurrentHashMap<>();

  Router(Cluster cluster, IstioRouting routing, Forwarder forwarder, Upstream upstream) {
    this.cluster = cluster;
    this.routing = routing;
    this.forwarder = forwarder;
    this.upstream = upstream;
  }

  /** Lets a server outside the mesh answer for a full host name and port. */
  void register(Authority name, URI server) {
    virtualHosts.put(name, server);
  }

  /** Returns whether there is a Service of that full name. */
  boolean knows(String host) {
    return cluster.service(host).isPresent();
  }

  Decision decide(MeshRequest request) {
    return routing.decide(cluster.routing(), request);
  }

  /** Returns whether a VirtualService of the gateway has the request's host. */
  boolean gatewayServes(MeshRequest request) {
    return IstioRouting.gatewayServes(cluster.routing(), request);
  }

  Reply forward(Incoming incoming, Decision.Forward route) throws InterruptedException {
    return forwarder.forward(incoming, route);
  }

  /** Returns the answer of the registered server of that name, if there is one. */
  Optional<Reply> toVirtualHost(Authority authority, Incoming incoming)
      throws InterruptedException {
    URI server = virtualHosts.get(authority);
    if (server == null) {
      return Optional.empty();
    }
    MeshRequest request = incoming.request();
    ListMultimap<String, String> headers = incoming.passedOn(request.authority());
    Outgoing outgoing =
        new Outgoing(
            request.method(),
            server.resolve(request.target()),
            headers,
            incoming.body(),
            Forwarder.LONGEST);
    return Optional.of(
        switch (upstream.send(outgoing)) {
          case Outcome.Answered(int status, var answered, Body body) ->
              new Reply(status, Message.passedOn(answered), body);
          case Outcome failed ->
              Reply.text(BAD_GATEWAY, "%s does not answer: %s".formatted(authority, failed));
        });
  }
}
