package dev.canary.testkit.cluster.proxy.istio;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Optional;

/** What to do with a request. */
public sealed interface Decision {

  /** No routing object is about the request: send it to the Service that its host names. */
  record Direct() implements Decision {}

  /**
   * Send it on.
   *
   * @param destination where to
   * @param path raw path and query as the destination sees them
   * @param authority the host that the destination is told
   * @param headers what to do to headers, in order
   * @param mirror where a copy goes
   * @param timeout real time for all tries together
   * @param retries when and how often to try again
   */
  record Forward(
      Destination destination,
      String path,
      String authority,
      ImmutableList<HeaderRules> headers,
      Optional<Destination> mirror,
      Optional<Duration> timeout,
      Retries retries)
      implements Decision {}

  /** Answer with a redirect. */
  record Redirect(int status, String location) implements Decision {}

  /** Answer with a status and a text. */
  record Answer(int status, String body) implements Decision {}
}
