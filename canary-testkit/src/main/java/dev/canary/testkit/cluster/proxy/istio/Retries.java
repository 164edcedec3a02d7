package dev.canary.testkit.cluster.proxy.istio;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.Optional;

/**
 * When and how often a request is tried again, each time at another pod drawn anew.
 *
 * @param attempts tries after the first
 * @param perTryTimeout real time of one try
 * @param on Envoy's names of what is tried again, and status codes
 */
public record Retries(int attempts, Optional<Duration> perTryTimeout, ImmutableSet<String> on) {

  /** What Istio does where a route says nothing. */
  public static final Retries DEFAULT =
      new Retries(
          2,
          Optional.empty(),
          ImmutableSet.of("connect-failure", "refused-stream", "unavailable", "cancelled", "503"));

  /** More than this is not believed. */
  private static final int MOST = 20;

  private static final ImmutableSet<Integer> GATEWAY_ERRORS = ImmutableSet.of(502, 503, 504);
  private static final int LOWEST_5XX = 500;

  static Retries of(Tree route) {
    if (route.at("retries").isEmpty()) {
      return DEFAULT;
    }
    String on = route.textOr("", "retries", "retryOn");
    return new Retries(
        Math.clamp(route.wholeOr(DEFAULT.attempts(), "retries", "attempts"), 0, MOST),
        Durations.at(route, "retries", "perTryTimeout"),
        on.isEmpty()
            ? DEFAULT.on()
            : ImmutableSet.copyOf(Splitter.on(',').trimResults().omitEmptyStrings().split(on)));
  }

  /** Returns whether a try that could not connect is repeated. */
  public boolean onConnectFailure() {
    return on.contains("connect-failure") || on.contains("5xx") || on.contains("gateway-error");
  }

  /** Returns whether a try that ended without an answer is repeated. */
  public boolean onNoAnswer() {
    return on.contains("reset") || on.contains("5xx") || on.contains("gateway-error");
  }

  /** Returns whether a try that was answered so is repeated. */
  public boolean onStatus(int status) {
    return (on.contains("5xx") && status >= LOWEST_5XX)
        || (on.contains("gateway-error") && GATEWAY_ERRORS.contains(status))
        || on.contains(Integer.toString(status));
  }
}
