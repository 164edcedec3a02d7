package dev.canary.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Measurement;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.model.MetricCheck.Aspect;
import dev.canary.core.model.Range;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The tables of the state machine chapter, sections 9.3 and 9.4. */
class MetricVerdictTest {

  private final Texts texts = Texts.of(Specs.progressive(10, 50).initialized().look());

  private String verdict(
      String name, Optional<Range> range, double threshold, Aspect aspect, Measurement measured) {
    MetricCheck check =
        new MetricCheck(
            name, "1m", range, threshold, Optional.empty(), Optional.empty(), ImmutableMap.of());
    return MetricVerdict.of(texts, check, aspect, measured)
        .map(fact -> ((Fact.Event) fact).text())
        .orElse("good");
  }

  private static Optional<Range> within(double min, double max) {
    return Optional.of(new Range(OptionalDouble.of(min), OptionalDouble.of(max)));
  }

  private static Measurement value(double value) {
    return new Measurement.Value(value);
  }

  @Test
  void successRate_isHeldToItsBounds_equalityPasses() {
    assertThat(verdict("r", within(99, 100), 0, Aspect.SUCCESS_RATE, value(99))).isEqualTo("good");
    assertThat(verdict("r", within(99, 100), 0, Aspect.SUCCESS_RATE, value(98.999)))
        .isEqualTo("Halt podinfo.test advancement success rate 99.00% < 99%");
    assertThat(verdict("r", within(0, 50), 0, Aspect.SUCCESS_RATE, value(50.5)))
        .isEqualTo("Halt podinfo.test advancement success rate 50.50% > 50%");
  }

  @Test
  void threshold_isAMinimumForTheSuccessRate_andAMaximumElsewhere() {
    Optional<Range> none = Optional.empty();
    assertThat(verdict("r", none, 99, Aspect.SUCCESS_RATE, value(98)))
        .isEqualTo("Halt podinfo.test advancement success rate 98.00% < 99%");
    assertThat(verdict("d", none, 500, Aspect.DURATION, value(501)))
        .isEqualTo("Halt podinfo.test advancement request duration 501ms > 500ms");
    assertThat(verdict("q", none, 0, Aspect.QUERY, value(0.01)))
        .isEqualTo("Halt podinfo.test advancement q 0.01 > 0");
    assertThat(verdict("r", none, 0, Aspect.SUCCESS_RATE, value(0))).isEqualTo("good");
  }

  @Test
  void durations_areComparedInWholeMilliseconds() {
    assertThat(verdict("d", within(0, 500.9), 0, Aspect.DURATION, value(500.99))).isEqualTo("good");
    assertThat(verdict("d", within(100, 500), 0, Aspect.DURATION, value(99.9)))
        .isEqualTo("Halt podinfo.test advancement request duration 99ms < 100ms");
  }

  @Test
  void templates_areNamed() {
    assertThat(verdict("latency", within(1, 2), 0, Aspect.TEMPLATE, value(3)))
        .isEqualTo("Halt podinfo.test advancement latency 3.00 > 2");
    assertThat(verdict("latency", within(1, 2), 0, Aspect.TEMPLATE, value(0.5)))
        .isEqualTo("Halt podinfo.test advancement latency 0.50 < 1");
  }

  @Test
  void noValues_areWordedByTheirCheck() {
    Measurement nothing = new Measurement.NoData("istio", "no values found");
    String traffic =
        "Halt advancement no values found for istio metric m probably podinfo.test is not"
            + " receiving traffic";
    assertThat(verdict("m", Optional.empty(), 0, Aspect.SUCCESS_RATE, nothing))
        .isEqualTo(traffic + ": no values found");
    assertThat(verdict("m", Optional.empty(), 0, Aspect.DURATION, nothing)).isEqualTo(traffic);
    assertThat(verdict("m", Optional.empty(), 0, Aspect.QUERY, nothing))
        .isEqualTo("Halt advancement no values found for metric: m");
    assertThat(
            verdict("m", Optional.empty(), 0, Aspect.TEMPLATE, new Measurement.Stale("p", "old")))
        .isEqualTo("Halt advancement no values found for custom metric: m: old");
  }

  @Test
  void failures_areWordedByTheirCheck() {
    Measurement refused = new Measurement.QueryError("bad_data");
    assertThat(verdict("m", Optional.empty(), 0, Aspect.SUCCESS_RATE, refused))
        .isEqualTo("Prometheus query failed: bad_data");
    assertThat(
            verdict("m", Optional.empty(), 0, Aspect.QUERY, new Measurement.ProviderError("503")))
        .isEqualTo("Prometheus query failed for m: 503");
    assertThat(verdict("m", Optional.empty(), 0, Aspect.TEMPLATE, refused))
        .isEqualTo("Metric query failed for m: bad_data");
    assertThat(
            verdict("m", Optional.empty(), 0, Aspect.TEMPLATE, new Measurement.Unusable("whole")))
        .isEqualTo("whole");
  }
}
