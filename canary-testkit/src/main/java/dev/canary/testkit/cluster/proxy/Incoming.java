package dev.canary.testkit.cluster.proxy;

import com.google.common.collect.ListMultimap;
import dev.canary.testkit.cluster.proxy.istio.MeshRequest;

/**
 * A request that came in.
 *
 * @param hops the proxies it has passed before
 */
record Incoming(MeshRequest request, Body body, Source source, int hops) {

  /** The workload of the ingress gateway. */
  static final Source INGRESS = new Source("istio-ingressgateway", "istio-system");

  /** Returns the request as the ingress gateway sees it. */
  Incoming throughGateway() {
    return new Incoming(request.at(MeshRequest.Entry.GATEWAY), body, INGRESS, hops);
  }

  /** Returns the headers that go on to a pod or to the next proxy. */
  ListMultimap<String, String> passedOn(String authority) {
    ListMultimap<String, String> headers = Message.passedOn(request.headers());
    headers.removeAll(Message.FORWARDED_HOST);
    headers.put(Message.FORWARDED_HOST, authority);
    headers.put(Message.HOPS, Integer.toString(hops + 1));
    return headers;
  }
}
