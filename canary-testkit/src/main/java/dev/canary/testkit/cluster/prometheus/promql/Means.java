package dev.canary.testkit.cluster.prometheus.promql;

/** Means that neither overflow nor turn NaN when one infinity is among the numbers. */
final class Means {

  private Means() {}

  /** Returns the mean, kept up to date number by number. */
  static double running(double[] values) {
    double mean = 0;
    int count = 0;
    for (double value : values) {
      count++;
      if (!staysInfinite(mean, value)) {
        mean += value / count - mean / count;
      }
    }
    return mean;
  }

  /** Returns the mean with rounding errors made good. */
  static double compensated(double[] values) {
    CompensatedSum mean = new CompensatedSum();
    int count = 0;
    for (double value : values) {
      count++;
      if (!staysInfinite(mean.plain(), value)) {
        mean.add(value / count - mean.plain() / count);
      }
    }
    return mean.value();
  }

  /** Returns the population variance with rounding errors made good. */
  static double variance(double[] values) {
    CompensatedSum mean = new CompensatedSum();
    CompensatedSum squares = new CompensatedSum();
    int count = 0;
    for (double value : values) {
      count++;
      double delta = value - mean.corrected();
      mean.add(delta / count);
      squares.add(delta * (value - mean.corrected()));
    }
    return squares.corrected() / count;
  }

  /** An infinite mean stays: a finite number or the same infinity cannot move it. */
  private static boolean staysInfinite(double mean, double value) {
    boolean opposite = Double.isInfinite(value) && (mean > 0) != (value > 0);
    return Double.isInfinite(mean) && !opposite && !Double.isNaN(value);
  }
}
