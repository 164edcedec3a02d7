package dev.canary.core.model;

import com.google.common.collect.ImmutableList;

/**
 * The canary weights of a progressive run (state machine chapter, section 8.1).
 *
 * @param stepWeight percent added per step; used if greater than 0 or if there are no explicit
 *     steps
 * @param stepWeights explicit weights, strictly increasing; the last may exceed 100 and counts as
 *     100
 * @param maxWeight weight at which the primary is promoted, 1 to 100; without meaning when explicit
 *     steps are used
 */
public record Ladder(int stepWeight, ImmutableList<Integer> stepWeights, int maxWeight) {

  /** Returns equal steps up to a maximum; the last step may pass it. */
  public static Ladder by(int stepWeight, int maxWeight) {
    return new Ladder(stepWeight, ImmutableList.of(), maxWeight);
  }

  /** Returns explicit steps. */
  public static Ladder of(Integer... stepWeights) {
    return new Ladder(0, ImmutableList.copyOf(stepWeights), 100);
  }

  /**
   * Returns the weight at which the primary is promoted. It comes from explicit steps whenever
   * there are any, also beside a {@code stepWeight}.
   */
  public int max() {
    int last = stepWeights.isEmpty() ? maxWeight : stepWeights.getLast();
    return Math.min(100, last);
  }

  /**
   * Returns the weight after the given one. A weight that is not among the explicit steps is
   * followed by 100, as after a hand-edited route.
   */
  public Weight after(Weight current) {
    int weight = current.percent();
    if (stepWeight > 0 || stepWeights.isEmpty()) {
      return Weight.clamped((long) weight + stepWeight);
    }
    if (weight == 0) {
      return Weight.clamped(stepWeights.getFirst());
    }
    int index = stepWeights.indexOf(weight);
    boolean known = index >= 0 && index < stepWeights.size() - 1;
    return Weight.clamped(known ? stepWeights.get(index + 1) : 100);
  }
}
