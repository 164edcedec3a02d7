package dev.canary.testkit.cluster.prometheus.promql;

import java.util.OptionalDouble;

/** What the functions of a range make of one series. */
final class RangeFunctions {

  private RangeFunctions() {}

  /**
   * Returns the number, or nothing if the series is then absent.
   *
   * @param parameter the scalar argument; without meaning if the function has none
   */
  static OptionalDouble apply(Function function, Window window, double parameter) {
    return switch (function) {
      case RATE -> Counters.rate(window);
      case INCREASE -> Counters.increase(window);
      default -> OptionalDouble.of(overTime(function, window, parameter));
    };
  }

  private static double overTime(Function function, Window window, double parameter) {
    double[] values = window.values();
    return switch (function) {
      case SUM_OVER_TIME -> sum(values);
      case AVG_OVER_TIME -> Means.compensated(values);
      case MIN_OVER_TIME -> Extremes.least(values);
      case MAX_OVER_TIME -> Extremes.greatest(values);
      case COUNT_OVER_TIME -> values.length;
      case LAST_OVER_TIME -> window.last();
      case PRESENT_OVER_TIME -> 1;
      case STDDEV_OVER_TIME -> Math.sqrt(Means.variance(values));
      case STDVAR_OVER_TIME -> Means.variance(values);
      case QUANTILE_OVER_TIME -> Quantiles.ofSamples(parameter, values);
      default -> throw new IllegalStateException(function + " takes no range");
    };
  }

  private static double sum(double[] values) {
    CompensatedSum sum = new CompensatedSum();
    for (double value : values) {
      sum.add(value);
    }
    return sum.value();
  }
}
