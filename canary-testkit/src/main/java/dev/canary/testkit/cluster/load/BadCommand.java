package dev.canary.testkit.cluster.load;

/** Says which part of a command line is not understood. */
public final class BadCommand extends RuntimeException {
  private final String reason;

  BadCommand(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Returns what is not understood. */
  public String reason() {
    return reason;
  }
}
