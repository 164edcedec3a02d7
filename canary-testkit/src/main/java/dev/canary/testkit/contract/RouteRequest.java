package dev.canary.testkit.contract;

import com.google.common.collect.ImmutableMap;

/**
 * A request as a data plane sees it.
 *
 * @param host the service called
 * @param namespace where the caller is
 * @param method for example {@code GET}
 * @param path without query
 * @param headers by name, names in lower case; cookies are in {@code cookie}
 * @param query query parameters
 * @param sourceLabels labels of the calling workload
 */
public record RouteRequest(
    String host,
    String namespace,
    String method,
    String path,
    ImmutableMap<String, String> headers,
    ImmutableMap<String, String> query,
    ImmutableMap<String, String> sourceLabels) {

  /** Returns {@code GET /} without anything else. */
  public static RouteRequest to(String host, String namespace) {
    return new RouteRequest(
        host, namespace, "GET", "/", ImmutableMap.of(), ImmutableMap.of(), ImmutableMap.of());
  }

  /** Returns this request with one more header. */
  public RouteRequest header(String name, String value) {
    return new RouteRequest(
        host, namespace, method, path, plus(headers, name, value), query, sourceLabels);
  }

  /** Returns this request with one more query parameter. */
  public RouteRequest query(String name, String value) {
    return new RouteRequest(
        host, namespace, method, path, headers, plus(query, name, value), sourceLabels);
  }

  /** Returns this request from a workload with one more label. */
  public RouteRequest from(String label, String value) {
    return new RouteRequest(
        host, namespace, method, path, headers, query, plus(sourceLabels, label, value));
  }

  /** Returns this request with that cookie header. */
  public RouteRequest cookies(String header) {
    return header("cookie", header);
  }

  private static ImmutableMap<String, String> plus(
      ImmutableMap<String, String> map, String key, String value) {
    return ImmutableMap.<String, String>builder().putAll(map).put(key, value).buildKeepingLast();
  }
}
