package dev.canary.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "1m30s, PT1M30S",
    "1.5h, PT1H30M",
    ".5s, PT0.5S",
    "1.s, PT1S",
    "0, PT0S",
    "+5s, PT5S",
    "-1m, PT-1M",
    "250ms, PT0.25S",
    "3us4µs5μs, PT0.000012S",
    "7ns, PT0.000000007S"
  })
  void grammar_isUnderstood(String text, Duration duration) {
    assertThat(GoDuration.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "s", "-", ".s", "1min", "1m 30s", "1d", " 1s", "1s ", "1e3s", "--1s"})
  void anythingElse_isNone(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }

  @Test
  void tooLong_isNone() {
    assertThat(GoDuration.parse("9999999999h")).isEmpty();
    assertThat(GoDuration.parse("1s".repeat(51))).isEmpty();
  }
}
