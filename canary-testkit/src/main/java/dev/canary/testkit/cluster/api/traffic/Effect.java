package dev.canary.testkit.cluster.api.traffic;

import java.time.Duration;
import java.util.OptionalInt;

/** What a fault does to a request. */
public sealed interface Effect {

  /** The request is answered later than it could be. */
  record Delay(Duration by) implements Effect {}

  /**
   * The request fails with an HTTP status and has no effect.
   *
   * @param retryAfterSeconds the {@code Retry-After} header; empty for none
   */
  record Status(int code, OptionalInt retryAfterSeconds) implements Effect {}

  /** The connection ends before the request had an effect; the client cannot know. */
  record CutBefore() implements Effect {}

  /** The connection ends after the request took effect; the client cannot know. */
  record CutAfter() implements Effect {}

  /** The request is not answered while the fault lasts; then its connection ends, no effect. */
  record Silence() implements Effect {}
}
