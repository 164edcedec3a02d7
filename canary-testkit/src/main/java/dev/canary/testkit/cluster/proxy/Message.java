package dev.canary.testkit.cluster.proxy;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import dev.canary.testkit.cluster.proxy.istio.HeaderRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Headers on their way through a proxy; names are lower case. */
final class Message {

  /** Counts the proxies a request has passed. */
  static final String HOPS = "x-canary-hops";

  /** Tells a pod the authority of the request, as its own host header names a loopback port. */
  static final String FORWARDED_HOST = "x-forwarded-host";

  private static final ImmutableSet<String> OF_ONE_CONNECTION =
      ImmutableSet.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          HOPS);

  private Message() {}

  /** Returns all headers by lower-case name. */
  static ImmutableListMultimap<String, String> headers(Map<String, List<String>> raw) {
    ImmutableListMultimap.Builder<String, String> headers = ImmutableListMultimap.builder();
    raw.forEach((name, values) -> headers.putAll(name.toLowerCase(Locale.ROOT), values));
    return headers.build();
  }

  /** Returns the headers that are passed on, those of one connection left out. */
  static ListMultimap<String, String> passedOn(ImmutableListMultimap<String, String> headers) {
    ListMultimap<String, String> kept = LinkedListMultimap.create();
    headers.forEach(
        (name, value) -> {
          if (!OF_ONE_CONNECTION.contains(name)) {
            kept.put(name, value);
          }
        });
    return kept;
  }

  /** Returns the same headers. */
  static ImmutableListMultimap<String, String> copy(ListMultimap<String, String> headers) {
    return ImmutableListMultimap.copyOf(headers);
  }

  /** Returns the headers of a copied request, its authority marked as Envoy does. */
  static ListMultimap<String, String> shadow(ListMultimap<String, String> headers) {
    ListMultimap<String, String> shadowed = LinkedListMultimap.create(headers);
    shadowed.replaceValues(
        FORWARDED_HOST,
        headers.get(FORWARDED_HOST).stream().map(host -> host + "-shadow").toList());
    return shadowed;
  }

  /** Changes the headers; those of one connection cannot be set. */
  static void edit(ListMultimap<String, String> headers, HeaderRules.Edit edit) {
    edit.set()
        .forEach(
            (name, value) -> {
              headers.removeAll(name.toLowerCase(Locale.ROOT));
              add(headers, name, value);
            });
    edit.add().forEach((name, value) -> add(headers, name, value));
    edit.remove().forEach(name -> headers.removeAll(name.toLowerCase(Locale.ROOT)));
  }

  private static void add(ListMultimap<String, String> headers, String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!OF_ONE_CONNECTION.contains(lower)) {
      headers.put(lower, value);
    }
  }
}
