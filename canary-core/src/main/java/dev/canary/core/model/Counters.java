package dev.canary.core.model;

/**
 * The numbers that the status has always shown, kept exactly as the traces say (state machine
 * chapter, section 15). The intended traffic is {@link Intent}, not {@code weight}.
 *
 * @param weight the reported canary weight, 0 to 100
 * @param iterations completed iterations; −1 for a progressive run that waits for promotion
 * @param failedChecks failed checks of the run; never lowered by a passing one
 */
public record Counters(int weight, int iterations, int failedChecks) {

  /** All zero. */
  public static final Counters ZERO = new Counters(0, 0, 0);

  /** Returns these counters with another weight. */
  public Counters weight(int percent) {
    return new Counters(percent, iterations, failedChecks);
  }

  /** Returns these counters with another number of iterations. */
  public Counters iterations(int number) {
    return new Counters(weight, number, failedChecks);
  }

  /** Returns these counters with one more failed check. */
  public Counters oneMoreFailed() {
    return new Counters(weight, iterations, failedChecks + 1);
  }
}
