package dev.canary.testkit.cluster.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {

  @ParameterizedTest
  @CsvSource({
    "-5, <invalid>",
    "-1, 0s",
    "0, 0s",
    "119, 119s",
    "120, 2m",
    "125, 2m5s",
    "599, 9m59s",
    "600, 10m",
    "10799, 179m",
    "10800, 3h",
    "11100, 3h5m",
    "28800, 8h",
    "172799, 47h",
    "172800, 2d",
    "176400, 2d1h",
    "691200, 8d",
    "63072000, 2y",
    "64800000, 2y20d",
    "252288000, 8y"
  })
  void spelled_seconds_asKubectlPrintsThem(long seconds, String text) {
    assertThat(Ages.spelled(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @Test
  void since_noTime_isUnknown() {
    assertThat(Ages.since("", Instant.EPOCH)).isEqualTo("<unknown>");
    assertThat(Ages.since("1970-01-01T00:00:00Z", Instant.EPOCH.plusSeconds(7))).isEqualTo("7s");
  }
}
