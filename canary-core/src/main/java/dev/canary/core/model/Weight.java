package dev.canary.core.model;

/**
 * A share of traffic in whole percent.
 *
 * @param percent 0 to 100, both included
 */
public record Weight(int percent) implements Comparable<Weight> {

  /** No traffic. */
  public static final Weight ZERO = new Weight(0);

  /** All traffic. */
  public static final Weight FULL = new Weight(100);

  /** Checks the range. */
  public Weight {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("weight " + percent + " is not within 0 and 100");
    }
  }

  /** Returns the nearest weight: below 0 is 0, above 100 is 100. */
  public static Weight clamped(long percent) {
    return new Weight((int) Math.clamp(percent, 0L, 100L));
  }

  /** Returns the rest up to 100. */
  public Weight rest() {
    return new Weight(100 - percent);
  }

  @Override
  public int compareTo(Weight other) {
    return Integer.compare(percent, other.percent);
  }
}
