package dev.canary.core.port;

import org.jspecify.annotations.Nullable;

/**
 * The world did not play along; the next tick repeats. What holds after the failure depends on the
 * {@link Cause} (router chapter, section 13.2).
 */
public final class PortUnavailable extends PortException {

  /** Why. */
  public enum Cause {
    /** The API group, version or kind is not served. */
    NOT_INSTALLED,
    /** Not authenticated, or not allowed. */
    NOT_PERMITTED,
    /** Our own object is missing; the next reconcile creates it. */
    ABSENT,
    /** An object that the user refers to is missing or of no use. */
    MISSING_REFERENCE,
    /** The object is there but holds no position. */
    UNREADABLE,
    /** What is known is too old to act on, or was never complete. */
    STALE,
    /**
     * No answer, connection lost, too many requests, a server error: a write may have had effect.
     */
    TRANSIENT
  }

  private final Cause reason;

  /** Creates a failure with the whole text that users read. */
  public PortUnavailable(Cause reason, String message) {
    this(reason, message, null);
  }

  /** Creates a failure with the whole text that users read, and what it comes from. */
  public PortUnavailable(Cause reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Returns why. */
  public Cause reason() {
    return reason;
  }
}
