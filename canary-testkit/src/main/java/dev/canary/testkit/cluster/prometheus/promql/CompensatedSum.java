package dev.canary.testkit.cluster.prometheus.promql;

/** A sum that carries its rounding error along (Kahan's algorithm as improved by Neumaier). */
final class CompensatedSum {
  private double sum;
  private double error;

  void add(double increment) {
    double next = sum + increment;
    if (Math.abs(sum) >= Math.abs(increment)) {
      error += (sum - next) + increment;
    } else {
      error += (increment - next) + sum;
    }
    sum = next;
  }

  /** Returns the sum without the error. */
  double plain() {
    return sum;
  }

  /** Returns the sum and the error. */
  double corrected() {
    return sum + error;
  }

  /** Returns the sum and the error; an infinite sum stays, although its error is NaN. */
  double value() {
    return Double.isInfinite(sum) ? sum : sum + error;
  }
}
