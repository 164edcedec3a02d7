package dev.canary.core.machine;

import dev.canary.core.model.Fact;
import dev.canary.core.model.Measurement;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.model.MetricCheck.Aspect;
import dev.canary.core.model.Range;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * Decides whether a measurement is good, and words it if not (state machine chapter, sections 9.3
 * and 9.4).
 */
final class MetricVerdict {

  private MetricVerdict() {}

  /** Returns why the analysis fails, or empty if the measurement is good. */
  static Optional<Fact> of(Texts texts, MetricCheck check, Aspect aspect, Measurement measurement) {
    return switch (measurement) {
      case Measurement.Value(double value) -> complaint(check, aspect, value).map(texts::halted);
      case Measurement.NoData(String provider, String detail) ->
          Optional.of(texts.warning(noValues(texts, check, aspect, provider, detail)));
      case Measurement.Stale(String provider, String detail) ->
          Optional.of(texts.warning(noValues(texts, check, aspect, provider, detail)));
      case Measurement.ProviderError(String detail) ->
          Optional.of(texts.warning(failed(check, aspect, detail)));
      case Measurement.QueryError(String detail) ->
          Optional.of(texts.warning(failed(check, aspect, detail)));
      case Measurement.Unusable(String text) -> Optional.of(texts.warning(text));
    };
  }

  private static Optional<String> complaint(MetricCheck check, Aspect aspect, double value) {
    if (check.range().isPresent()) {
      return outside(check, aspect, value, check.range().get());
    }
    Range range =
        aspect == Aspect.SUCCESS_RATE
            ? Range.atLeast(check.threshold())
            : Range.atMost(check.threshold());
    return outside(check, aspect, value, range);
  }

  private static Optional<String> outside(
      MetricCheck check, Aspect aspect, double value, Range range) {
    double measured = aspect == Aspect.DURATION ? (long) value : value;
    OptionalDouble min = bound(aspect, range.min());
    OptionalDouble max = bound(aspect, range.max());
    if (min.isPresent() && measured < min.getAsDouble()) {
      return Optional.of(words(check, aspect, measured, "<", min.getAsDouble()));
    }
    if (max.isPresent() && measured > max.getAsDouble()) {
      return Optional.of(words(check, aspect, measured, ">", max.getAsDouble()));
    }
    return Optional.empty();
  }

  /** Durations are compared in whole milliseconds, bounds included. */
  private static OptionalDouble bound(Aspect aspect, OptionalDouble bound) {
    return aspect == Aspect.DURATION && bound.isPresent()
        ? OptionalDouble.of((double) (long) bound.getAsDouble())
        : bound;
  }

  private static String words(
      MetricCheck check, Aspect aspect, double value, String sign, double bound) {
    return switch (aspect) {
      case SUCCESS_RATE ->
          comparison("success rate", Numbers::fixed, value, "% " + sign, bound) + "%";
      case DURATION ->
          "request duration "
              + Numbers.duration(value)
              + " "
              + sign
              + " "
              + Numbers.duration(bound);
      case QUERY, TEMPLATE -> comparison(check.name(), Numbers::fixed, value, " " + sign, bound);
    };
  }

  private static String comparison(
      String name, DoubleFunction<String> format, double value, String sign, double bound) {
    return name + " " + format.apply(value) + sign + " " + Numbers.shortest(bound);
  }

  private static String noValues(
      Texts texts, MetricCheck check, Aspect aspect, String provider, String detail) {
    String traffic =
        "Halt advancement no values found for "
            + provider
            + " metric "
            + check.name()
            + " probably "
            + texts.target()
            + " is not receiving traffic";
    return switch (aspect) {
      case SUCCESS_RATE -> traffic + ": " + detail;
      case DURATION -> traffic;
      case QUERY -> "Halt advancement no values found for metric: " + check.name();
      case TEMPLATE ->
          "Halt advancement no values found for custom metric: " + check.name() + ": " + detail;
    };
  }

  private static String failed(MetricCheck check, Aspect aspect, String detail) {
    return switch (aspect) {
      case SUCCESS_RATE, DURATION -> "Prometheus query failed: " + detail;
      case QUERY -> "Prometheus query failed for " + check.name() + ": " + detail;
      case TEMPLATE -> "Metric query failed for " + check.name() + ": " + detail;
    };
  }
}
