package dev.canary.core.model;

/**
 * Whether requests to the primary are copied to the canary.
 *
 * @param percent share of requests copied, 0 to 100; 0 is no mirroring
 */
public record Mirror(int percent) {

  /** No mirroring. */
  public static final Mirror NONE = new Mirror(0);

  /** Every request is copied. */
  public static final Mirror ALL = new Mirror(100);

  /** Checks the range. */
  public Mirror {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("mirrored share " + percent + " is not within 0 and 100");
    }
  }

  /** Returns whether anything is copied. */
  public boolean on() {
    return percent > 0;
  }
}
