package dev.canary.testkit.cluster.load;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;

/**
 * A request that a command sends.
 *
 * @param headers by lower-case name
 * @param timeout real time until the answer is here
 */
record HttpTemplate(
    String method,
    URI url,
    ImmutableListMultimap<String, String> headers,
    String body,
    Duration timeout) {

  private static final ImmutableSet<String> OF_THE_CONNECTION =
      ImmutableSet.of("connection", "content-length", "expect", "host", "upgrade");

  /**
   * Reads a URL; without a scheme it is HTTP.
   *
   * @throws BadCommand if it is no URL, or not plain HTTP
   */
  static URI url(String text) {
    String full = text.contains("://") ? text : "http://" + text;
    try {
      URI url = new URI(full);
      if (!"http".equals(url.getScheme()) || url.getHost() == null) {
        throw new BadCommand("%s is not a URL of plain HTTP".formatted(text));
      }
      return url.getRawPath().isEmpty() ? url.resolve("/") : url;
    } catch (URISyntaxException e) {
      throw new BadCommand("%s is not a URL: %s".formatted(text, e.getReason()));
    }
  }

  /**
   * Reads {@code NAME: VALUE}.
   *
   * @throws BadCommand if there is no colon, or the header is the connection's own
   */
  static void header(String text, ImmutableListMultimap.Builder<String, String> headers) {
    int colon = text.indexOf(':');
    if (colon <= 0) {
      throw new BadCommand("header \"%s\": write NAME: VALUE".formatted(text));
    }
    String name = text.substring(0, colon).trim().toLowerCase(Locale.ROOT);
    if (OF_THE_CONNECTION.contains(name)) {
      throw new BadCommand("header %s cannot be set here; the URL names the host".formatted(name));
    }
    headers.put(name, text.substring(colon + 1).trim());
  }
}
