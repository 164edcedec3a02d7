package dev.canary.operator.crd;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.model.MetricCheck.TemplateRef;
import dev.canary.core.model.Range;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code analysis.metrics} (resources chapter, section 3.2). */
final class MetricReader {

  private static final String DEFAULT_INTERVAL = "1m";

  private final String namespace;
  private final boolean skipped;

  MetricReader(String namespace, boolean skipped) {
    this.namespace = namespace;
    this.skipped = skipped;
  }

  ImmutableList<MetricCheck> read(Fields analysis) {
    return analysis.objects("metrics").stream().map(this::check).collect(toImmutableList());
  }

  private MetricCheck check(Fields metric) {
    MetricCheck check =
        new MetricCheck(
            metric.required("name", "the metric's name").orElse(""),
            interval(metric),
            metric.has("thresholdRange")
                ? Optional.of(range(metric.child("thresholdRange")))
                : Optional.empty(),
            metric.number("threshold").orElse(0.0),
            metric.text("query"),
            metric.has("templateRef")
                ? Optional.of(template(metric.child("templateRef")))
                : Optional.empty(),
            metric.texts("templateVariables"));
    boolean usable = check.isBuiltin() || check.query().isPresent() || check.template().isPresent();
    if (!usable && !skipped && !check.name().isEmpty()) {
      metric.problem("name", SpecTexts.NO_QUERY);
    }
    return check;
  }

  /** The window goes verbatim into queries, some of which do not use it: no reason to refuse. */
  private static String interval(Fields metric) {
    String interval = metric.text("interval").orElse(DEFAULT_INTERVAL);
    if (GoDuration.parse(interval).isEmpty()) {
      metric.note("interval", SpecTexts.notADuration(interval));
    }
    return interval;
  }

  private static Range range(Fields range) {
    Optional<Double> min = range.number("min");
    Optional<Double> max = range.number("max");
    if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
      range.findings().problem(range.path(), SpecTexts.emptyRange(min.get(), max.get()));
    }
    return new Range(bound(min), bound(max));
  }

  private static OptionalDouble bound(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private TemplateRef template(Fields ref) {
    return new TemplateRef(
        ref.required("name", "the name of a MetricTemplate").orElse(""),
        ref.text("namespace").orElse(namespace));
  }
}
