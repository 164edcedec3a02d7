package dev.canary.testkit.cluster.prometheus.promql;

/** Least and greatest of numbers, where NaN counts only if there is nothing else. */
final class Extremes {

  private Extremes() {}

  static double least(double[] values) {
    double least = values[0];
    for (double value : values) {
      if (value < least || Double.isNaN(least)) {
        least = value;
      }
    }
    return least;
  }

  static double greatest(double[] values) {
    double greatest = values[0];
    for (double value : values) {
      if (value > greatest || Double.isNaN(greatest)) {
        greatest = value;
      }
    }
    return greatest;
  }
}
