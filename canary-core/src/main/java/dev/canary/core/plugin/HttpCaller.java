package dev.canary.core.plugin;

import com.google.common.collect.ImmutableMap;
import java.net.URI;
import java.time.Duration;

/**
 * Calls other systems over HTTP, bounded in time and size and guarded against addresses that must
 * not be reached.
 */
public interface HttpCaller {

  /**
   * Sends one request and reads the whole answer.
   *
   * @throws dev.canary.core.port.PortUnavailable with cause {@code TRANSIENT} if there is no
   *     complete answer within the limits
   */
  Answer send(Request request);

  /**
   * A request.
   *
   * @param method for example {@code GET}
   * @param uri absolute
   * @param headers in order
   * @param body empty for none
   * @param timeout from connect to the end of the body
   * @param verifyTls whether the server's certificate is verified
   */
  record Request(
      String method,
      URI uri,
      ImmutableMap<String, String> headers,
      String body,
      Duration timeout,
      boolean verifyTls) {}

  /**
   * An answer.
   *
   * @param status for example 200
   * @param headers last value per name, names in lower case
   * @param body at most the caller's size limit
   */
  record Answer(int status, ImmutableMap<String, String> headers, String body) {}
}
