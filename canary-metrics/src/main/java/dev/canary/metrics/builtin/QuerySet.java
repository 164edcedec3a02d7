package dev.canary.metrics.builtin;

import static dev.canary.metrics.builtin.Promql.dense;
import static dev.canary.metrics.builtin.Promql.meanMillis;
import static dev.canary.metrics.builtin.Promql.p99;
import static dev.canary.metrics.builtin.Promql.share;

/**
 * The built-in queries of one traffic provider (metrics chapter, section 2.2). Every space is sent
 * as it stands here.
 */
public enum QuerySet {
  /** Istio's proxies; also the set of every provider that has none of its own. */
  ISTIO(
      share("istio_requests_total", Selectors.ISTIO + ", response_code!~\"5.*\"", Selectors.ISTIO),
      p99("istio_request_duration_milliseconds_bucket", Selectors.ISTIO)),

  /** Linkerd's proxies; failures are told by class, not by status. */
  LINKERD(
      share(
          "response_total",
          Selectors.LINKERD + ", classification!=\"failure\"" + Selectors.INBOUND,
          Selectors.LINKERD + Selectors.INBOUND),
      p99("response_latency_ms_bucket", Selectors.LINKERD + Selectors.INBOUND)),

  /** Open Service Mesh; matches Deployments only. */
  OSM(
      share("osm_request_total", Selectors.OSM + ", response_code!~\"5.*\"", Selectors.OSM),
      p99("osm_request_duration_ms_bucket", Selectors.OSM)),

  /** AWS App Mesh. */
  APP_MESH(
      share(
          "envoy_cluster_upstream_rq",
          Selectors.PODS + ", envoy_response_code!~\"5.*\"",
          Selectors.PODS),
      p99("envoy_cluster_upstream_rq_time_bucket", Selectors.PODS)),

  /** Kuma. */
  KUMA("service=~\"{{ target }}-canary_{{ namespace }}_svc_[0-9a-zA-Z-]+\""),

  /** Contour; the only set of this shape that goes by the service's name. */
  CONTOUR("envoy_cluster_name=~\"{{ namespace }}_{{ service }}-canary_[0-9a-zA-Z-]+\""),

  /** Gloo. */
  GLOO(
      "envoy_cluster_name="
          + "~\"{{ namespace }}-{{ target }}-canaryupstream-[0-9a-zA-Z-]+_[0-9a-zA-Z-]+\""),

  /** Knative; the route is the newest revision. */
  KNATIVE("envoy_cluster_name=~\"{{ namespace }}/{{ route }}\""),

  /** The NGINX ingress; its duration is a mean. */
  NGINX(
      share(
          "nginx_ingress_controller_requests",
          Selectors.NGINX + ", status!~\"5.*\"",
          Selectors.NGINX),
      meanMillis("nginx_ingress_controller_response_duration_seconds", Selectors.NGINX)),

  /** Skipper; its duration is a mean, and names are spelled as in its route ids. */
  SKIPPER(
      dense(
              "skipper_response_duration_seconds_bucket",
              Selectors.SKIPPER + ",code!~\"5..\",le=\"+Inf\"")
          + " / "
          + dense("skipper_response_duration_seconds_bucket", Selectors.SKIPPER + ",le=\"+Inf\"")
          + " * 100",
      dense("skipper_serve_route_duration_seconds_sum", Selectors.SKIPPER)
          + " / "
          + dense("skipper_serve_route_duration_seconds_count", Selectors.SKIPPER)
          + " * 1000"),

  /** Traefik. */
  TRAEFIK(
      share(
          "traefik_service_request_duration_seconds_bucket",
          Selectors.TRAEFIK + ", code!~\"5..\", le=\"+Inf\"",
          Selectors.TRAEFIK + ", le=\"+Inf\""),
      p99("traefik_service_request_duration_seconds_bucket", Selectors.TRAEFIK) + " * 1000"),

  /** Apache APISIX. */
  APISIX(
      share("apisix_http_status", Selectors.APISIX + ", code!~\"5..\"", Selectors.APISIX),
      p99("apisix_http_latency_bucket", "type=~\"request\", " + Selectors.APISIX)),

  /** What the workload itself exports; its duration is in seconds. */
  HTTP(
      share(
          "http_request_duration_seconds_count",
          Selectors.PODS + ", status!~\"5.*\"",
          Selectors.PODS),
      p99("http_request_duration_seconds_bucket", Selectors.PODS));

  private final String successRate;
  private final String duration;

  QuerySet(String successRate, String duration) {
    this.successRate = successRate;
    this.duration = duration;
  }

  /** An Envoy that exports its clusters; these selectors are sent with a comma at their end. */
  QuerySet(String selector) {
    this(
        share(
            "envoy_cluster_upstream_rq",
            selector + ", envoy_response_code!~\"5.*\"",
            selector + ","),
        p99("envoy_cluster_upstream_rq_time_bucket", selector + ","));
  }

  /** Returns the template of the share of successful requests, 0 to 100. */
  public String successRate() {
    return successRate;
  }

  /**
   * Returns the template of the request duration, in {@link #durationMillis milliseconds or not}.
   */
  public String duration() {
    return duration;
  }

  /** Returns how many milliseconds 1 is in the result of the duration query. */
  public int durationMillis() {
    return this == HTTP ? 1000 : 1;
  }

  /** Returns whether names in queries are spelled as in Skipper's route ids. */
  public boolean spellsRouteIds() {
    return this == SKIPPER;
  }

  /** Selectors that several queries share. */
  private static final class Selectors {
    static final String ISTIO =
        "reporter=\"destination\", destination_workload_namespace=\"{{ namespace }}\","
            + " destination_workload=~\"{{ target }}\"";
    static final String LINKERD = "namespace=\"{{ namespace }}\", deployment=~\"{{ target }}\"";
    static final String INBOUND = ", direction=\"inbound\"";
    static final String OSM =
        "destination_namespace=\"{{ namespace }}\", destination_kind=\"Deployment\","
            + " destination_name=\"{{ target }}\"";
    static final String PODS =
        "kubernetes_namespace=\"{{ namespace }}\","
            + " kubernetes_pod_name=~\"{{ target }}-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)\"";
    static final String NGINX =
        "namespace=\"{{ namespace }}\", ingress=\"{{ ingress }}\", canary!=\"\"";
    static final String SKIPPER =
        "route=~\"kube(ew)?_{{ namespace }}__{{ ingress }}_canary__.*__{{ service }}_canary"
            + "(_[0-9]+)?\"";
    static final String TRAEFIK =
        "service=~\"{{ namespace }}-{{ target }}-canary-[0-9a-zA-Z-]+@kubernetescrd\"";
    static final String APISIX = "route=~\"{{ namespace }}_{{ route }}-{{ target }}-canary_.+\"";

    private Selectors() {}
  }
}
