package dev.canary.metrics;

/**
 * What checks use where a canary says nothing else.
 *
 * @param metricsServer address of the Prometheus for built-in and inline queries
 * @param mesh the operator's traffic provider, which chooses the built-in queries
 */
public record MetricsSettings(String metricsServer, String mesh) {

  /** The reference's settings: {@code http://prometheus:9090} and Istio. */
  public static final MetricsSettings DEFAULT =
      new MetricsSettings("http://prometheus:9090", "istio");
}
