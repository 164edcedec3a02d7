package dev.canary.core.model;

import java.util.Optional;

/**
 * The cookies that keep clients on a side; each is {@code name=value}.
 *
 * @param current cookie of clients that the running canary has served
 * @param previous cookie of the last finished run, to be expired in browsers
 * @param primary cookie of clients that the primary has served
 */
public record Affinity(
    Optional<String> current, Optional<String> previous, Optional<String> primary) {

  /** No cookie known. */
  public static final Affinity NONE =
      new Affinity(Optional.empty(), Optional.empty(), Optional.empty());

  /** Returns whether no cookie is known. */
  public boolean isNone() {
    return current.isEmpty() && previous.isEmpty() && primary.isEmpty();
  }

  /** Returns the cookies of a run that starts: both sides have one, the previous one is kept. */
  public Affinity started(String canaryCookie, Optional<String> primaryCookie) {
    return new Affinity(
        Optional.of(current.orElse(canaryCookie)), previous, primary.or(() -> primaryCookie));
  }

  /** Returns the cookies after traffic left the canary: the current one becomes the previous. */
  public Affinity ended() {
    return new Affinity(Optional.empty(), current.or(() -> previous), primary);
  }
}
