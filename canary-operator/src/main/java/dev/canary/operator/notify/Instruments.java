package dev.canary.operator.notify;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Phase;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The metrics of the process, by the names dashboards know (operator chapter, section 11). */
public final class Instruments {

  private static final String COMPLETED = "completed";
  private static final String SKIPPED = "skipped";
  private static final ImmutableSet<String> ENDINGS = ImmutableSet.of(COMPLETED, SKIPPED);

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Gauge status = gauge("flagger_canary_status", "name", "namespace");
  private final Gauge weight = gauge("flagger_canary_weight", "workload", "namespace");
  private final Map<String, Integer> totals = new ConcurrentSkipListMap<>();
  private final Gauge analysis =
      gauge("flagger_canary_metric_analysis", "name", "namespace", "metric");
  private final Counter successes = counter("flagger_canary_successes");
  private final Counter failures = counter("flagger_canary_failures");

  /** Creates the metrics; {@code flagger_info} is there from the start. */
  public Instruments(String version, String provider) {
    Info.builder()
        .name("flagger_info")
        .help("flagger_info")
        .labelNames("version", "mesh_provider")
        .register(registry)
        .addLabelValues(version, provider);
  }

  private Gauge gauge(String name, String... labels) {
    return Gauge.builder().name(name).help(name).labelNames(labels).register(registry);
  }

  private Counter counter(String name) {
    return Counter.builder()
        .name(name)
        .help(name)
        .labelNames("name", "namespace", "deployment_strategy", "analysis_status")
        .register(registry);
  }

  /** Shows phase and traffic of a canary. */
  void show(Canary canary, CanarySpec spec, int primaryWeight, int canaryWeight) {
    String namespace = canary.key().namespace();
    status.labelValues(spec.target().name(), namespace).set(code(canary.status().phase()));
    weight.labelValues(spec.primaryName(), namespace).set(primaryWeight);
    weight.labelValues(spec.target().name(), namespace).set(canaryWeight);
  }

  private static int code(Phase phase) {
    return switch (phase) {
      case PROGRESSING -> 0;
      case FAILED -> 2;
      default -> 1;
    };
  }

  /** Shows a measured value. */
  void measured(Canary canary, CanarySpec spec, String metric, double value) {
    analysis.labelValues(spec.target().name(), canary.key().namespace(), metric).set(value);
  }

  /** Counts a finished run. */
  void finished(Canary canary, CanarySpec spec, boolean succeeded, boolean skipped) {
    (succeeded ? successes : failures)
        .labelValues(
            spec.target().name(),
            canary.key().namespace(),
            spec.analysis().strategy().label(),
            skipped ? SKIPPED : COMPLETED)
        .inc();
  }

  /** Shows how many canaries a namespace has; a namespace without any has no series. */
  public void total(String namespace, int count) {
    if (count == 0) {
      totals.remove(namespace);
    } else {
      totals.put(namespace, count);
    }
  }

  /**
   * Returns everything in the Prometheus text format. The gauge {@code flagger_canary_total} is
   * written here: its name is interface, and the library keeps that ending for counters.
   */
  public String exposition() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    StringBuilder text = new StringBuilder(out.toString(StandardCharsets.UTF_8));
    text.append("# HELP flagger_canary_total flagger_canary_total\n");
    text.append("# TYPE flagger_canary_total gauge\n");
    totals.forEach(
        (namespace, count) ->
            text.append("flagger_canary_total{namespace=\"%s\"} %d\n".formatted(namespace, count)));
    return text.toString();
  }

  /** Drops the series of a canary that is gone. */
  void forget(Canary canary, CanarySpec spec) {
    String namespace = canary.key().namespace();
    status.remove(spec.target().name(), namespace);
    weight.remove(spec.primaryName(), namespace);
    weight.remove(spec.target().name(), namespace);
    spec.analysis()
        .metrics()
        .forEach(check -> analysis.remove(spec.target().name(), namespace, check.name()));
    String strategy = spec.analysis().strategy().label();
    for (String ending : ENDINGS) {
      successes.remove(spec.target().name(), namespace, strategy, ending);
      failures.remove(spec.target().name(), namespace, strategy, ending);
    }
  }
}
