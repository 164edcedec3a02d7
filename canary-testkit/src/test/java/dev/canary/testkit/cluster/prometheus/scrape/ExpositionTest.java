package dev.canary.testkit.cluster.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.testkit.cluster.prometheus.store.Labels;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionTest {

  @Test
  void samplesOfAllShapes_areRead() throws ScrapeException {
    String text =
        """
        # HELP http_requests_total The number.
        # TYPE http_requests_total counter
        http_requests_total{method="post",code="200"} 1027 1395066363000

        \tmetric_without_labels 12.47
        escaped{ path="C:\\\\DIR\\"x\\"\\n", } 1.5e3
        nothing{} NaN
        bound_bucket{le="+Inf"}\t+Inf
        """;

    assertThat(Exposition.parse(text))
        .containsExactly(
            sample(
                1027,
                OptionalLong.of(1395066363000L),
                "http_requests_total",
                Map.of("method", "post", "code", "200")),
            sample(12.47, OptionalLong.empty(), "metric_without_labels", Map.of()),
            sample(1500, OptionalLong.empty(), "escaped", Map.of("path", "C:\\DIR\"x\"\n")),
            sample(Double.NaN, OptionalLong.empty(), "nothing", Map.of()),
            sample(
                Double.POSITIVE_INFINITY,
                OptionalLong.empty(),
                "bound_bucket",
                Map.of("le", "+Inf")));
  }

  @Test
  void windowsLineEnds_andMissingLastLineEnd_areFine() throws ScrapeException {
    assertThat(Exposition.parse("a 1\r\nb 2")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a{b="1" 2      | line 2: no label at column 3
          a{b=1} 2       | line 2: no label at column 3
          a{b="1",b="2"} 2 | line 2: label b twice
          a              | line 2: no number
          a one          | line 2: no number
          a 1 2 3        | line 2: no number
          a 1 1.5        | line 2: no number
          1a 1           | line 2: no metric name
          {a="b"} 1      | line 2: no metric name
          <html>         | line 2: no metric name
          """)
  void lineOutsideTheFormat_isAnErrorThatNamesIt(String line, String problem) {
    assertThatThrownBy(() -> Exposition.parse("good 1\n" + line))
        .isInstanceOf(ScrapeException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining(line.strip());
  }

  @Test
  void longLine_isCutInTheMessage() {
    String line = "{".repeat(5_000);

    assertThatThrownBy(() -> Exposition.parse(line))
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(300));
  }

  private static ScrapedSample sample(
      double value, OptionalLong time, String name, Map<String, String> labels) {
    return new ScrapedSample(Labels.of(labels).with(Labels.METRIC_NAME, name), value, time);
  }
}
