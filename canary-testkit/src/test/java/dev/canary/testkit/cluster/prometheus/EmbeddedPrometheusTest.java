package dev.canary.testkit.cluster.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.testkit.cluster.prometheus.promql.Evaluator;
import dev.canary.testkit.cluster.prometheus.promql.PromQl;
import dev.canary.testkit.cluster.prometheus.promql.Value;
import dev.canary.testkit.cluster.prometheus.promql.Value.Element;
import dev.canary.testkit.cluster.time.ManualTimer;
import dev.canary.testkit.cluster.time.ScaledClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedPrometheusTest {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final ManualTimer timer = new ManualTimer(Instant.parse("2026-01-01T00:00:00Z"));
  private final ScriptedTarget target = ScriptedTarget.start();
  private final EmbeddedPrometheus prometheus = EmbeddedPrometheus.start(timer, INTERVAL);

  @AfterEach
  void stop() {
    prometheus.close();
    target.close();
    timer.close();
  }

  @Test
  void target_isScrapedAtOnce_andThenAtEachInterval() {
    prometheus.addTarget(target.uri(), Map.of("job", "podinfo"));
    for (int i = 0; i <= 12; i++) {
      target.shows("requests_total{code=\"200\"} " + i * 10);
      timer.advance(i == 0 ? Duration.ZERO : INTERVAL);
    }

    assertThat(target.requests()).isEqualTo(13);
    assertThat(number("sum(rate(requests_total{job=\"podinfo\"}[1m]))")).isEqualTo(2.0);
    assertThat(number("up")).isEqualTo(1);
    assertThat(number("scrape_samples_scraped")).isEqualTo(1);
    assertThat(prometheus.targets().getFirst().up()).isTrue();
  }

  @Test
  void sampleGetsLabelsOfTheTarget_andKeepsItsOwnAsExported() {
    target.shows("m{job=\"mine\",a=\"1\"} 7");
    prometheus.addTarget(target.uri(), Map.of("job", "theirs"));
    timer.advance(Duration.ZERO);

    assertThat(vector("m").getFirst().labels().values())
        .containsEntry("job", "theirs")
        .containsEntry("exported_job", "mine")
        .containsEntry("instance", target.uri().getAuthority())
        .containsEntry("a", "1");
  }

  @Test
  void failedScrape_isUp0_andMakesTheSeriesStale() {
    target.shows("m 7");
    prometheus.addTarget(target.uri(), Map.of());
    timer.advance(Duration.ZERO);
    target.answers(500, "m 8");
    timer.advance(INTERVAL);

    assertThat(number("up")).isEqualTo(0);
    assertThat(vector("m")).isEmpty();
    assertThat(vector("m offset 1s")).hasSize(1);
    assertThat(prometheus.targets().getFirst().lastError()).contains("HTTP status 500");

    target.shows("m 9");
    timer.advance(INTERVAL);

    assertThat(number("up")).isEqualTo(1);
    assertThat(number("m")).isEqualTo(9);
  }

  @Test
  void targetThatIsGone_isUp0() {
    target.shows("m 7");
    prometheus.addTarget(target.uri(), Map.of());
    timer.advance(Duration.ZERO);
    target.close();
    timer.advance(INTERVAL);

    assertThat(number("up")).isEqualTo(0);
    assertThat(vector("m")).isEmpty();
  }

  @Test
  void seriesNoLongerShown_isStale_othersAreNot() {
    target.shows("m{a=\"1\"} 1\nm{a=\"2\"} 2");
    prometheus.addTarget(target.uri(), Map.of());
    timer.advance(Duration.ZERO);
    target.shows("m{a=\"2\"} 3");
    timer.advance(INTERVAL);

    assertThat(vector("m")).extracting(Element::value).containsExactly(3.0);
  }

  @Test
  void seriesWithTimesOfItsOwn_isNotMadeStale() {
    long time = timer.millis() - 60_000;
    target.shows("m 7 " + time);
    prometheus.addTarget(target.uri(), Map.of());
    timer.advance(Duration.ZERO);
    target.shows("");
    timer.advance(INTERVAL);

    assertThat(number("m")).isEqualTo(7);
    assertThat(vector("m offset 2m")).isEmpty();
  }

  @Test
  void removedTarget_isStaleAtOnce_andScrapedNoMore() {
    target.shows("m 7");
    prometheus.addTarget(target.uri(), Map.of());
    timer.advance(INTERVAL);
    timer.advance(Duration.ofSeconds(1));
    prometheus.removeTarget(target.uri());

    assertThat(vector("m")).isEmpty();
    assertThat(vector("up")).isEmpty();
    timer.advance(INTERVAL.multipliedBy(3));
    assertThat(target.requests()).isEqualTo(2);
    assertThat(prometheus.targets()).isEmpty();
  }

  @Test
  void removedTarget_canBeAddedAgain() {
    target.shows("m 7");
    prometheus.addTarget(target.uri(), Map.of());
    timer.advance(Duration.ZERO);
    prometheus.removeTarget(target.uri());
    timer.advance(Duration.ofSeconds(1));
    prometheus.addTarget(target.uri(), Map.of());
    timer.advance(Duration.ZERO);

    assertThat(number("m")).isEqualTo(7);
  }

  @Test
  void malformedBody_failsTheWholeScrape() {
    target.shows("m 7\nn{ 8");
    prometheus.addTarget(target.uri(), Map.of());
    timer.advance(Duration.ZERO);

    assertThat(number("up")).isEqualTo(0);
    assertThat(vector("m")).isEmpty();
    assertThat(prometheus.targets().getFirst().lastError()).contains("line 2");
  }

  @Test
  void bodyTooLong_failsTheScrape() {
    target.shows("# " + "x".repeat(5 << 20) + "\nm 7");
    prometheus.addTarget(target.uri(), Map.of());
    timer.advance(Duration.ZERO);

    assertThat(number("up")).isEqualTo(0);
    assertThat(prometheus.targets().getFirst().lastError()).contains("longer than 4194304 bytes");
  }

  @Test
  void bodyThatNeverEnds_failsTheScrapeInTime() {
    try (EmbeddedPrometheus impatient = EmbeddedPrometheus.start(timer, Duration.ofSeconds(1))) {
      target.hangs();
      impatient.addTarget(target.uri(), Map.of());
      impatient.scrapeNow();

      assertThat(impatient.targets().getFirst().up()).isFalse();
      assertThat(impatient.targets().getFirst().lastError()).contains("within PT2S");
    }
  }

  @Test
  void clockOfAHundredTimesRealTime_isTheTimeOfScrapesAndQueries() throws Exception {
    try (ScaledClock fast = new ScaledClock(100, Instant.parse("2026-01-01T00:00:00Z"));
        EmbeddedPrometheus scaled = EmbeddedPrometheus.start(fast, INTERVAL);
        HttpClient http = HttpClient.newHttpClient()) {
      target.shows("m 7");
      scaled.addTarget(target.uri(), Map.of());
      target.awaitRequests(4); // then three samples, five seconds of the cluster apart, are written

      URI query = scaled.url().resolve("/api/v1/query?query=count_over_time(m%5B50m%5D)%3E%3D3");
      HttpResponse<String> response =
          http.send(HttpRequest.newBuilder(query).build(), BodyHandlers.ofString());
      assertThat(response.body()).contains("\"resultType\":\"vector\",\"result\":[{\"metric\"");
    }
  }

  @Test
  void tooManySeries_failTheScrape_andLeaveNoneOfIt() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 10_001; i++) {
      many.append("m{i=\"").append(i).append("\"} 1\n");
    }
    target.shows("first 1");
    prometheus.addTarget(target.uri(), Map.of());
    timer.advance(Duration.ZERO);
    target.shows(many.toString());
    timer.advance(INTERVAL);
    timer.advance(Duration.ofSeconds(1));

    assertThat(number("up")).isEqualTo(0);
    assertThat(vector("m")).isEmpty();
    assertThat(prometheus.targets().getFirst().lastError()).contains("10000 series are held");
  }

  @Test
  void badTarget_isRefused() {
    prometheus.addTarget(target.uri(), Map.of());

    assertThatThrownBy(() -> prometheus.addTarget(target.uri(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scraped already");
    assertThatThrownBy(() -> prometheus.addTarget(URI.create("file:/etc/passwd"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("file:/etc/passwd");
  }

  private double number(String query) {
    List<Element> elements = vector(query);
    assertThat(elements).describedAs(query).hasSize(1);
    return elements.getFirst().value();
  }

  private List<Element> vector(String query) {
    Value value = Evaluator.evaluate(PromQl.parse(query), prometheus.store(), timer.instant());
    return ((Value.Vector) value).elements();
  }
}
