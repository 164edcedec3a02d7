package dev.canary.core.model;

import java.util.OptionalDouble;

/**
 * What a measured value must be within; bounds are included, a missing bound is no bound.
 *
 * @param min least good value
 * @param max greatest good value
 */
public record Range(OptionalDouble min, OptionalDouble max) {

  /** Returns the range of all values from a bound up. */
  public static Range atLeast(double min) {
    return new Range(OptionalDouble.of(min), OptionalDouble.empty());
  }

  /** Returns the range of all values up to a bound. */
  public static Range atMost(double max) {
    return new Range(OptionalDouble.empty(), OptionalDouble.of(max));
  }
}
