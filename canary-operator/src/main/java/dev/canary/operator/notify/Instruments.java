package dev.canary.operator.notify;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Phase;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The metrics of the process, by the names dashboards know (operator chapter, section 11). */
public final class Instruments {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Gauge info = gauge("flagger_info", "version", "mesh_provider");
  private final Gauge status = gauge("flagger_canary_status", "name", "namespace");
  private final Gauge weight = gauge("flagger_canary_weight", "workload", "namespace");
  private final Gauge total = gauge("flagger_canary_total", "namespace");
  private final Gauge analysis =
      gauge("flagger_canary_metric_analysis", "name", "namespace", "metric");
  private final Counter successes = counter("flagger_canary_successes");
  private final Counter failures = counter("flagger_canary_failures");

  /** Creates the metrics; {@code flagger_info} is there from the start. */
  public Instruments(String version, String provider) {
    info.labelValues(version, provider).set(1);
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

  /** Returns what is exposed. */
  public PrometheusRegistry registry() {
    return registry;
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
            skipped ? "skipped" : "completed")
        .inc();
  }

  /** Shows how many canaries a namespace has; a namespace without any has no series. */
  public void total(String namespace, int count) {
    if (count == 0) {
      total.remove(namespace);
    } else {
      total.labelValues(namespace).set(count);
    }
  }

  /** Drops the series of a canary that is gone. */
  public void forget(Canary canary, CanarySpec spec) {
    String namespace = canary.key().namespace();
    status.remove(spec.target().name(), namespace);
    weight.remove(spec.primaryName(), namespace);
    weight.remove(spec.target().name(), namespace);
    spec.analysis()
        .metrics()
        .forEach(check -> analysis.remove(spec.target().name(), namespace, check.name()));
  }
}
