package dev.canary.testkit.cluster.proxy.istio;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a route may look at.
 *
 * @param entry where it came in
 * @param authority host and port as the client wrote them
 * @param host the host, lower case, without the port; a Service as {@code
 *     NAME.NAMESPACE.svc.cluster.local}
 * @param port the port it was sent to
 * @param method as sent
 * @param path the raw path, at least {@code /}
 * @param query the raw query; empty if there is none
 * @param headers by lower-case name
 */
public record MeshRequest(
    Entry entry,
    String authority,
    String host,
    int port,
    String method,
    String path,
    String query,
    ImmutableListMultimap<String, String> headers) {

  private static final Splitter PAIRS = Splitter.on('&').omitEmptyStrings();

  /** Where requests come in. */
  public enum Entry {
    /** From a pod of the mesh. */
    MESH,
    /** Through the ingress gateway. */
    GATEWAY
  }

  /** Returns the values of a header joined by commas, as routes compare them. */
  public Optional<String> header(String name) {
    ImmutableList<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
  }

  /** Returns the first value of a query parameter. */
  public Optional<String> parameter(String name) {
    for (String pair : PAIRS.split(query)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (URLDecoder.decode(key, StandardCharsets.UTF_8).equals(name)) {
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  /** Returns the request at another entry. */
  public MeshRequest at(Entry other) {
    return new MeshRequest(other, authority, host, port, method, path, query, headers);
  }

  /** Returns path and query as in a request line. */
  public String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }
}
