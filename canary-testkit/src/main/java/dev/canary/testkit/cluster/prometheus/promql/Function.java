package dev.canary.testkit.cluster.prometheus.promql;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.Optional;

/** A function of the subset. */
public enum Function {
  /** Increase per second of a counter. */
  RATE(ValueType.VECTOR, ValueType.MATRIX),
  /** Increase of a counter. */
  INCREASE(ValueType.VECTOR, ValueType.MATRIX),
  /** Sum of the samples. */
  SUM_OVER_TIME(ValueType.VECTOR, ValueType.MATRIX),
  /** Mean of the samples. */
  AVG_OVER_TIME(ValueType.VECTOR, ValueType.MATRIX),
  /** Least sample. */
  MIN_OVER_TIME(ValueType.VECTOR, ValueType.MATRIX),
  /** Greatest sample. */
  MAX_OVER_TIME(ValueType.VECTOR, ValueType.MATRIX),
  /** Number of samples. */
  COUNT_OVER_TIME(ValueType.VECTOR, ValueType.MATRIX),
  /** Newest sample; the metric keeps its name. */
  LAST_OVER_TIME(ValueType.VECTOR, ValueType.MATRIX),
  /** 1 for each series with a sample. */
  PRESENT_OVER_TIME(ValueType.VECTOR, ValueType.MATRIX),
  /** Population standard deviation of the samples. */
  STDDEV_OVER_TIME(ValueType.VECTOR, ValueType.MATRIX),
  /** Population variance of the samples. */
  STDVAR_OVER_TIME(ValueType.VECTOR, ValueType.MATRIX),
  /** Quantile of the samples. */
  QUANTILE_OVER_TIME(ValueType.VECTOR, ValueType.SCALAR, ValueType.MATRIX),
  /** Quantile estimated from the buckets of a histogram. */
  HISTOGRAM_QUANTILE(ValueType.VECTOR, ValueType.SCALAR, ValueType.VECTOR),
  /** A scalar as the vector of one series without labels. */
  VECTOR(ValueType.VECTOR, ValueType.SCALAR),
  /** The only element of a vector; NaN if it has none or several. */
  SCALAR(ValueType.SCALAR, ValueType.VECTOR);

  private final ValueType type;
  private final ImmutableList<ValueType> parameters;

  Function(ValueType type, ValueType... parameters) {
    this.type = type;
    this.parameters = ImmutableList.copyOf(parameters);
  }

  static Optional<Function> named(String name) {
    for (Function function : values()) {
      if (function.toString().equals(name)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  /** Returns what kind of value the function has. */
  public ValueType type() {
    return type;
  }

  /** Returns what kind of value each argument has. */
  public ImmutableList<ValueType> parameters() {
    return parameters;
  }

  /** Returns the name as written in a query. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
