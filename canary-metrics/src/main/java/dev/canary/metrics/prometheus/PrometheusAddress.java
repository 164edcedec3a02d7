package dev.canary.metrics.prometheus;

import dev.canary.core.port.SpecError;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a server answers instant queries.
 *
 * @param endpoint the address with the path of the API and without user, query and fragment
 * @param userInfo what stands before the {@code @}; empty for nothing
 */
record PrometheusAddress(String endpoint, Optional<String> userInfo) {

  private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\f\\r]+");

  /**
   * Reads an address.
   *
   * @param type what the message calls the provider
   * @throws SpecError if it is empty or not a URL
   */
  static PrometheusAddress of(String type, String address) {
    try {
      URI uri = new URI(address);
      if (!address.isEmpty()) {
        return of(uri);
      }
    } catch (URISyntaxException noUrl) {
      throw invalid(type, address, noUrl);
    }
    throw invalid(type, address, null);
  }

  private static SpecError invalid(String type, String address, @Nullable Throwable cause) {
    return new SpecError(type + " address " + address + " is not a valid URL", cause);
  }

  private static PrometheusAddress of(URI uri) {
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    String scheme = uri.getScheme() == null ? "" : uri.getScheme() + ":";
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return new PrometheusAddress(
        scheme + "//" + authority.substring(at + 1) + joined(path),
        Optional.ofNullable(uri.getUserInfo()));
  }

  private static String joined(String path) {
    Deque<String> kept = new ArrayDeque<>();
    for (String part : (path + "/api/v1/query").split("/", -1)) {
      switch (part) {
        case "", "." -> {}
        case ".." -> kept.pollLast();
        default -> kept.addLast(part);
      }
    }
    return "/" + String.join("/", kept);
  }

  /** Returns the URL of a query: white space as single spaces, encoded as a form is. */
  String url(String query) {
    String line = SPACE.matcher(query).replaceAll(" ");
    String encoded = URLEncoder.encode(line, StandardCharsets.UTF_8);
    return endpoint + "?query=" + encoded.replace("*", "%2A").replace("%7E", "~");
  }
}
