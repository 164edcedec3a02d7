package dev.canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.model.Measurement;
import dev.canary.core.model.MetricCheck.Aspect;
import java.time.Duration;
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
}
