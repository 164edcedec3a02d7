package dev.canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.model.Measurement;
import dev.canary.core.model.MetricCheck.Aspect;
import dev.canary.testkit.cluster.prometheus.EmbeddedPrometheus;
import dev.canary.testkit.cluster.time.ManualTimer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Asks a Prometheus that scrapes what Istio's proxies export. */
class EmbeddedPrometheusTest {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final ManualTimer timer = new ManualTimer(Instant.parse("2026-01-01T00:00:00Z"));
  private final EmbeddedPrometheus prometheus = EmbeddedPrometheus.start(timer, INTERVAL);
  private final LocalServer proxy = LocalServer.start();
  private final LocalCaller http = new LocalCaller(Duration.ofSeconds(5));
  private final MetricsFixture fixture = new MetricsFixture();

  @AfterEach
  void stop() {
    http.close();
    prometheus.close();
    proxy.close();
    timer.close();
  }

  private Measurement measure(Aspect aspect) {
    return fixture
        .metrics(http, prometheus.url().toString())
        .measure(fixture.canary(), fixture.spec(), fixture.check(), aspect);
  }

  private void scrape(int rounds) {
    for (int i = 0; i <= rounds; i++) {
      proxy.answers(200, exported(i));
      if (i == 0) {
        prometheus.addTarget(URI.create(proxy.address() + "/stats/prometheus"), Map.of());
      }
      timer.advance(i == 0 ? Duration.ZERO : INTERVAL);
    }
  }

  /** Per round 95 good and 5 failed requests, 90 of them within 10 ms and all within 50. */
  private static String exported(int rounds) {
    String labels =
        "reporter=\"destination\",destination_workload_namespace=\"default\","
            + "destination_workload=\"podinfo\"";
    return """
        istio_requests_total{%1$s,response_code="200"} %2$d
        istio_requests_total{%1$s,response_code="503"} %3$d
        istio_request_duration_milliseconds_bucket{%1$s,le="10"} %4$d
        istio_request_duration_milliseconds_bucket{%1$s,le="50"} %5$d
        istio_request_duration_milliseconds_bucket{%1$s,le="+Inf"} %5$d
        """
        .formatted(labels, 95 * rounds, 5 * rounds, 90 * rounds, 100 * rounds);
  }

  @Test
  void traffic_isMeasured() {
    scrape(12);

    assertThat(measure(Aspect.SUCCESS_RATE)).isEqualTo(new Measurement.Value(95));
    assertThat(measure(Aspect.DURATION)).isEqualTo(new Measurement.Value(46));
    fixture.check("request-success-rate", "1m", "");
    assertThat(
            fixture
                .metrics(http, prometheus.url().toString())
                .unavailable(fixture.canary(), fixture.spec()))
        .isEmpty();
  }

  @Test
  void noTraffic_isNoData() {
    scrape(0);

    assertThat(measure(Aspect.SUCCESS_RATE)).isInstanceOf(Measurement.NoData.class);
    assertThat(measure(Aspect.DURATION)).isInstanceOf(Measurement.NoData.class);
  }

  @Test
  void idleCanary_isNoData() {
    scrape(2);
    for (int i = 0; i < 13; i++) {
      timer.advance(INTERVAL);
    }

    assertThat(measure(Aspect.SUCCESS_RATE))
        .isEqualTo(new Measurement.NoData("istio", "running query failed: no values found"));
  }

  @Test
  void wrongQuery_isRefused() {
    fixture.check("x", "1m", "sum(");

    assertThat(measure(Aspect.QUERY)).isInstanceOf(Measurement.QueryError.class);
    assertThat(measure(Aspect.QUERY).toString())
        .contains("error response: Status 400 Bad Request: {");
  }
}
