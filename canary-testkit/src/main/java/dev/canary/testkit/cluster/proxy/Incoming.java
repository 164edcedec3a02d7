package dev.canary.testkit.cluster.proxy;

import com.google.common.collect.ListMultimap;
import dev.canary.testkit.cluster.proxy.istio.MeshRequest;

/**
 * A request that came in.
 *
 * @param hops the proxies it has passed before
 */
record Incoming(MeshRequest request, Body body, Source source, int hops) {

  /** Returns the headers that go on to a pod or to the next proxy. */
  ListMultimap<String, String> passedOn(String authority) {
    ListMultimap<String, String> headers = Message.passedOn(request.headers());
    headers.removeAll(Message.FORWARDED_HOST);
    headers.put(Message.FORWARDED_HOST, authority);
    headers.put(Message.HOPS, Integer.toString(hops + 1));
    return headers;
  }
}
