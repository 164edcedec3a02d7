package dev.canary.core.model;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;

/**
 * One entry of {@code analysis.webhooks}: whom to call, when, and how patiently (webhooks chapter).
 *
 * @param name used in messages
 * @param type when it is called
 * @param url where to
 * @param timeout per attempt, from connect to the end of the body; zero is no limit of its own
 * @param retries additional attempts, 0 or more
 * @param disableTls whether the server's certificate goes unverified
 * @param muteAlert whether a closed gate raises no alert
 * @param metadata sent along
 */
public record Hook(
    String name,
    Type type,
    String url,
    Duration timeout,
    int retries,
    boolean disableTls,
    boolean muteAlert,
    ImmutableMap<String, String> metadata) {

  /** When a hook is called. */
  public enum Type {
    /** Before a new revision is scaled up. */
    CONFIRM_ROLLOUT("confirm-rollout"),
    /** Before traffic is first routed to the canary. */
    PRE_ROLLOUT("pre-rollout"),
    /** At the start of every analysis. */
    ROLLOUT("rollout"),
    /** Before the weight increases. */
    CONFIRM_TRAFFIC_INCREASE("confirm-traffic-increase"),
    /** Before the primary is overwritten. */
    CONFIRM_PROMOTION("confirm-promotion"),
    /** After a run has ended. */
    POST_ROLLOUT("post-rollout"),
    /** On each turn; its success rolls back. */
    ROLLBACK("rollback"),
    /** On each event. */
    EVENT("event");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** Returns the spelling of the API. */
    public String text() {
      return text;
    }
  }
}
