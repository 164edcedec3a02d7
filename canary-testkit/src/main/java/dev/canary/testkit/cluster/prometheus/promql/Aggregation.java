package dev.canary.testkit.cluster.prometheus.promql;

import java.util.Locale;
import java.util.Optional;

/** Makes one number of the numbers of a group; a group is never empty. */
public enum Aggregation {
  /** The sum. */
  SUM,
  /** The mean. */
  AVG,
  /** The least; NaN only if all are NaN. */
  MIN,
  /** The greatest; NaN only if all are NaN. */
  MAX,
  /** How many. */
  COUNT;

  static Optional<Aggregation> named(Token token) {
    for (Aggregation aggregation : values()) {
      if (token.is(aggregation.toString())) {
        return Optional.of(aggregation);
      }
    }
    return Optional.empty();
  }

  double of(double[] values) {
    return switch (this) {
      case SUM -> {
        double sum = 0;
        for (double value : values) {
          sum += value;
        }
        yield sum;
      }
      case AVG -> Means.running(values);
      case MIN -> Extremes.least(values);
      case MAX -> Extremes.greatest(values);
      case COUNT -> values.length;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
