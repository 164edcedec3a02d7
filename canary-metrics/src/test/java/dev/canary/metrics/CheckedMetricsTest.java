package dev.canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Measurement;
import dev.canary.core.model.MetricCheck.Aspect;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckedMetricsTest {

  private final LocalServer server = LocalServer.start();
  private final LocalCaller http = new LocalCaller(Duration.ofSeconds(5));
  private final MetricsFixture fixture = new MetricsFixture();

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  private Measurement measure(Aspect aspect) {
    return fixture
        .metrics(http, server)
        .measure(fixture.canary(), fixture.spec(), fixture.check(), aspect);
  }

  @Test
  void successRate_isAskedWordForWord() {
    server.answersValue("98.694");

    assertThat(measure(Aspect.SUCCESS_RATE)).isEqualTo(new Measurement.Value(98.694));
    assertThat(server.query())
        .isEqualTo(
            " sum( rate( istio_requests_total{ reporter=\"destination\","
                + " destination_workload_namespace=\"default\","
                + " destination_workload=~\"podinfo\", response_code!~\"5.*\" }[1m] ) )"
                + " / sum( rate( istio_requests_total{ reporter=\"destination\","
                + " destination_workload_namespace=\"default\","
                + " destination_workload=~\"podinfo\" }[1m] ) ) * 100");
  }

  @ParameterizedTest
  @CsvSource({
    "istio, 500.9, 500",
    "istio, 1515, 1515",
    "istio, -1.9, -1",
    "kubernetes, 0.1, 100",
    "gatewayapi:v1, 0.0019, 1",
    "nginx, 0.9, 0"
  })
  void duration_isWholeMilliseconds(String mesh, String answer, double millis) {
    server.answersValue(answer);
    fixture.mesh(mesh);

    assertThat(measure(Aspect.DURATION)).isEqualTo(new Measurement.Value(millis));
  }

  @Test
  void infiniteDuration_isNoData() {
    server.answersValue("+Inf");

    assertThat(measure(Aspect.DURATION))
        .isEqualTo(new Measurement.NoData("istio", "running query failed: no values found"));
  }

  @Test
  void noTraffic_namesTheProvider() {
    server.answers(200, LocalServer.vector());
    fixture.mesh("appmesh:v1beta2");

    assertThat(measure(Aspect.SUCCESS_RATE))
        .isEqualTo(
            new Measurement.NoData("appmesh:v1beta2", "running query failed: no values found"));
  }

  @Test
  void httpSuccessRate_hasNoPrefix() {
    server.answers(503, "x");
    fixture.mesh("kubernetes");

    assertThat(measure(Aspect.SUCCESS_RATE))
        .isEqualTo(
            new Measurement.ProviderError("error response: Status 503 Service Unavailable: x"));
    assertThat(measure(Aspect.DURATION))
        .isEqualTo(
            new Measurement.ProviderError(
                "running query failed: error response: Status 503 Service Unavailable: x"));
  }

  @Test
  void inlineQuery_isRenderedAndAsked() {
    server.answersValue("0.5");
    fixture.check("x", "", "x{a=\"{{ variables.a }}\"}[{{ interval }}]");

    assertThat(measure(Aspect.QUERY)).isEqualTo(new Measurement.Value(0.5));
    assertThat(server.query()).isEqualTo("x{a=\"1\"}[1m]");
  }

  @Test
  void inlineQueryThatDoesNotRender_isNotSent() {
    fixture.check("x", "1m", "{{ foo }}");

    assertThat(measure(Aspect.QUERY))
        .isEqualTo(
            new Measurement.QueryError(
                "template parsing failed: template: tmpl:1: function \"foo\" not defined"));
    assertThat(server.requests()).isZero();
  }

  @Test
  void skipperQuery_spellsNamesAsRouteIds() {
    server.answersValue("1");
    fixture.mesh("skipper").spec("{'ingressRef':{'name':'skipper-ingress'}}");

    assertThat(measure(Aspect.DURATION)).isEqualTo(new Measurement.Value(1));
    assertThat(server.query())
        .contains("kube(ew)?_default__skipper_ingress_canary__.*__podinfo_svc_canary(_[0-9]+)?");
  }

  @Test
  void knativeQuery_isAboutTheNewestRevision() {
    server.answersValue("1");
    fixture.mesh("knative").target("serving.knative.dev/v1", "Service").knative("podinfo-00002");

    measure(Aspect.SUCCESS_RATE);
    assertThat(server.query()).contains("envoy_cluster_name=~\"default/podinfo-00002\"");
  }

  @Test
  void knativeServiceThatIsMissing_isNamed() {
    fixture.spec("{'provider':'knative'}");

    assertThat(measure(Aspect.TEMPLATE))
        .isEqualTo(
            new Measurement.Unusable(
                "Error fetching Knative service default/podinfo"
                    + " services.serving.knative.dev \"podinfo\" not found"));
  }

  @Test
  void serverOfTheCanary_replacesTheOperators() {
    fixture.spec("{'metricsServer':'10.0.0.1:9090'}");

    String problem = " 10.0.0.1:9090 prometheus address 10.0.0.1:9090 is not a valid URL";
    assertThat(measure(Aspect.SUCCESS_RATE))
        .isEqualTo(new Measurement.Unusable("Error building Prometheus client for" + problem));
    fixture.check("request-duration", "1m", "");
    assertThat(unavailable()).hasValue("error building Prometheus client for" + problem);
  }

  @Test
  void nothingToAsk_isSaid() {
    assertThat(measure(Aspect.TEMPLATE))
        .isEqualTo(
            new Measurement.Unusable(
                "Metric query failed for no usable metrics template and query were configured"));
  }

  private Optional<String> unavailable() {
    return fixture.metrics(http, server).unavailable(fixture.canary(), fixture.spec());
  }

  @Test
  void template_isRenderedWithTheCanarysNamespace() {
    server.answersValue("3");
    fixture.refer("m", "").templated(provider(""), "q{ns=\"{{ namespace }}\"}[{{ interval }}]");

    assertThat(measure(Aspect.TEMPLATE)).isEqualTo(new Measurement.Value(3));
    assertThat(server.query()).isEqualTo("q{ns=\"default\"}[1m]");
    server.answersValue("1");
    assertThat(unavailable()).isEmpty();
  }

  private String provider(String more) {
    return "{'type':'prometheus','address':'" + server.address() + "'" + more + "}";
  }

  @Test
  void missingTemplate_isNamed() {
    fixture.refer("m", "1m");

    String problem = "etric template t.ns error: metrictemplate.flagger.app \"t\" not found";
    assertThat(measure(Aspect.TEMPLATE)).isEqualTo(new Measurement.Unusable("M" + problem));
    assertThat(unavailable()).hasValue("m" + problem);
  }

  @Test
  void missingSecret_isNamed() {
    fixture.refer("m", "1m").templated(provider(",'secretRef':{'name':'s'}"), "x");

    String problem = "etric template t.ns secret s error: secrets \"s\" not found";
    assertThat(measure(Aspect.TEMPLATE)).isEqualTo(new Measurement.Unusable("M" + problem));
    assertThat(unavailable()).hasValue("m" + problem);
  }

  @Test
  void secretWithoutUser_isNamed() {
    fixture
        .refer("m", "1m")
        .templated(provider(",'secretRef':{'name':'s'}"), "x")
        .secretly(ImmutableMap.of("password", "p"));

    String problem =
        "etric template t.ns provider prometheus error:"
            + " prometheus credentials does not contain a username";
    assertThat(measure(Aspect.TEMPLATE)).isEqualTo(new Measurement.Unusable("M" + problem));
    assertThat(unavailable()).hasValue("m" + problem);
  }

  @Test
  void token_isSent() {
    server.answersValue("1");
    fixture
        .refer("m", "1min")
        .templated(provider(",'secretRef':{'name':'s'},'headers':{'X-Scope-OrgID':['a']}"), "x")
        .secretly(ImmutableMap.of("token", "t0k"));

    assertThat(measure(Aspect.TEMPLATE)).isEqualTo(new Measurement.Value(1));
    assertThat(server.headers())
        .containsEntry("authorization", "Bearer t0k")
        .containsEntry("x-scope-orgid", "a");
  }

  @Test
  void unknownProvider_isToldTheKnownOnes() {
    fixture.refer("m", "1m").templated("{'type':'datadog'}", "x");

    assertThat(measure(Aspect.TEMPLATE))
        .isEqualTo(
            new Measurement.Unusable(
                "Metric template t.ns provider datadog error:"
                    + " unknown metrics provider 'datadog', known are prometheus"));
  }

  @Test
  void templateThatDoesNotRender_isPlaced() {
    fixture.refer("m", "1m").templated(provider(""), "{{ variables.zz }}");

    assertThat(measure(Aspect.TEMPLATE))
        .isEqualTo(
            new Measurement.Unusable(
                "Metric template t.ns query render error: template excution failed: template:"
                    + " tmpl:1:3: executing \"tmpl\" at <variables>:"
                    + " map has no entry for key \"zz\""));
  }

  @Test
  void unavailableServer_isTold() {
    server.answers(500, "x");
    fixture.check("request-success-rate", "1m", "");

    String problem =
        " not avaiable: running query failed: error response: Status 500 Internal Server Error: x";
    assertThat(unavailable()).hasValue("prometheus" + problem);
    fixture.refer("m", "1m").templated(provider(""), "x");
    assertThat(unavailable()).hasValue("prometheus in metric template t.ns" + problem);
  }

  @Test
  void inlineQuery_isNotProbed() {
    server.answers(500, "x");
    fixture.check("x", "1m", "q");

    assertThat(unavailable()).isEmpty();
    assertThat(server.requests()).isZero();
  }
}
