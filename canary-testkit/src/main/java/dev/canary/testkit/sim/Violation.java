package dev.canary.testkit.sim;

import org.jspecify.annotations.Nullable;

/** A rule that must hold does not; the message names the run, the call and what was found. */
public final class Violation extends AssertionError {

  private static final long serialVersionUID = 1;

  /** Creates a violation found at some point of a run. */
  public Violation(String message) {
    this(message, null);
  }

  /** Creates a violation with what it comes from. */
  public Violation(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
