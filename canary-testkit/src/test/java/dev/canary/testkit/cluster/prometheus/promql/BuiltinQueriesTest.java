package dev.canary.testkit.cluster.prometheus.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.testkit.cluster.prometheus.store.SampleStore;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every query that the metrics chapter (section 2.2) and the guides send must evaluate. */
class BuiltinQueriesTest {
  private static final String ENVOY = "envoy_cluster_upstream_rq";
  private static final String ENVOY_BUCKET = "envoy_cluster_upstream_rq_time_bucket";

  @ParameterizedTest
  @ValueSource(
      strings = {
        " sum( rate( istio_requests_total{ reporter=\"destination\","
            + " destination_workload_namespace=\"test\", destination_workload=~\"podinfo\","
            + " response_code!~\"5.*\" }[1m] ) ) / sum( rate( istio_requests_total{"
            + " reporter=\"destination\", destination_workload_namespace=\"test\","
            + " destination_workload=~\"podinfo\" }[1m] ) ) * 100",
        " histogram_quantile( 0.99, sum( rate( istio_request_duration_milliseconds_bucket{"
            + " reporter=\"destination\", destination_workload=~\"podinfo\" }[30s] ) ) by (le) )",
        " sum( rate( response_total{ namespace=\"test\", deployment=~\"podinfo\","
            + " classification!=\"failure\", direction=\"inbound\" }[1m] ) ) / sum( rate("
            + " response_total{ namespace=\"test\", deployment=~\"podinfo\","
            + " direction=\"inbound\" }[1m] ) ) * 100",
        " histogram_quantile( 0.99, sum( rate( response_latency_ms_bucket{ namespace=\"test\","
            + " deployment=~\"podinfo\", direction=\"inbound\" }[1m] ) ) by (le) )",
        " sum( rate( osm_request_total{ destination_namespace=\"test\","
            + " destination_kind=\"Deployment\", destination_name=\"podinfo\","
            + " response_code!~\"5.*\" }[1m] ) ) / sum( rate( osm_request_total{"
            + " destination_name=\"podinfo\" }[1m] ) ) * 100",
        " sum( rate( "
            + ENVOY
            + "{ kubernetes_namespace=\"test\","
            + " kubernetes_pod_name=~\"podinfo-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)\","
            + " envoy_response_code!~\"5.*\" }[1m] ) )",
        " sum( rate( " + ENVOY + "{ service=~\"podinfo-canary_test_svc_[0-9a-zA-Z-]+\", }[1m] ) )",
        " histogram_quantile( 0.99, sum( rate( "
            + ENVOY_BUCKET
            + "{ envoy_cluster_name=~\"test_podinfo-canary_[0-9a-zA-Z-]+\", }[1m] ) ) by (le) )",
        " sum( rate( " + ENVOY + "{ envoy_cluster_name=~\"test/podinfo-00002\", }[1m] ) )",
        " sum( rate( nginx_ingress_controller_response_duration_seconds_sum{ namespace=\"test\","
            + " ingress=\"podinfo\", canary!=\"\" }[1m] ) ) / sum( rate("
            + " nginx_ingress_controller_response_duration_seconds_count{ namespace=\"test\","
            + " ingress=\"podinfo\", canary!=\"\" }[1m] ) ) * 1000",
        " sum(rate(skipper_response_duration_seconds_bucket{"
            + "route=~\"kube(ew)?_ns__ing_canary__.*__svc_canary(_[0-9]+)?\",code!~\"5..\","
            + "le=\"+Inf\"}[1m])) / sum(rate(skipper_response_duration_seconds_bucket{"
            + "route=~\"kube(ew)?_ns__ing_canary__.*__svc_canary(_[0-9]+)?\",le=\"+Inf\"}[1m]))"
            + " * 100",
        " sum( rate( traefik_service_request_duration_seconds_bucket{"
            + " service=~\"test-podinfo-canary-[0-9a-zA-Z-]+@kubernetescrd\", code!~\"5..\","
            + " le=\"+Inf\" }[1m] ) )",
        " histogram_quantile( 0.99, sum( rate( traefik_service_request_duration_seconds_bucket{"
            + " service=~\"test-podinfo-canary-[0-9a-zA-Z-]+@kubernetescrd\" }[1m] ) ) by (le) )"
            + " * 1000",
        " sum( rate( apisix_http_status{ route=~\"test_r-podinfo-canary_.+\", code!~\"5..\" }[1m]"
            + " ) )",
        " sum( rate( http_request_duration_seconds_count{ kubernetes_namespace=\"test\","
            + " kubernetes_pod_name=~\"podinfo-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)\","
            + " status!~\"5.*\" }[1m] ) )",
        "100 - ( sum( rate( osm_request_total{ response_code!=\"404\" }[1m] ) ) / sum( rate("
            + " osm_request_total{ destination_name=\"podinfo\" }[1m] ) ) * 100 ) ",
        "histogram_quantile(0.99,\n  sum(\n    rate(\n      skipper_serve_route_duration_seconds_bucket{"
            + "\n route=~\"kube(ew)?_a__b_canary__.*__c_canary(_[0-9]+)?\",\n le=\"+Inf\"\n"
            + "      }[1m]\n    )\n  ) by (le)\n)\n",
        "histogram_quantile(0.99, sum( rate( "
            + ENVOY_BUCKET
            + "{ envoy_cluster_name=~\"test_podinfo-canary_[0-9a-zA-Z-]+\", }[1m] ) ) by (le) )/1000",
        "100 - rate( "
            + ENVOY
            + "{ kubernetes_namespace=\"test\","
            + " envoy_response_code!~\"5.*\" }[1m]) / rate( "
            + ENVOY
            + "{ kubernetes_namespace=\"test\" }[1m] ) * 100 ",
      })
  void builtinQuery_withoutSamples_isAnEmptyVector(String query) {
    Value value = Evaluator.evaluate(PromQl.parse(query), SampleStore.create(), Instant.EPOCH);

    assertThat(value)
        .isInstanceOfSatisfying(
            Value.Vector.class, vector -> assertThat(vector.elements()).isEmpty());
  }
}
