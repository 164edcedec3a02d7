package dev.canary.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "99, 99",
    "99.5, 99.5",
    "0.01, 0.01",
    "250000, 250000",
    "0.00001, 1e-05",
    "0.0001, 0.0001",
    "1000000, 1e+06",
    "1234567, 1.234567e+06",
    "-1234567, -1.234567e+06",
    "0, 0",
    "-3, -3",
    "1e100, 1e+100",
    "Infinity, +Inf",
    "-Infinity, -Inf",
  })
  void shortest_isTheShortestThatReadsBack(double value, String expected) {
    assertThat(Numbers.shortest(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"95, 95.00", "69.168, 69.17", "-0.005, -0.01", "Infinity, +Inf"})
  void fixed_hasTwoDecimals(double value, String expected) {
    assertThat(Numbers.fixed(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "515, 515ms",
    "515.9, 515ms",
    "1500, 1.5s",
    "90000, 1m30s",
    "7200000, 2h0m0s",
    "0, 0s",
    "0.5, 0s",
    "60000, 1m0s",
    "10000, 10s",
    "-1500, -1.5s",
  })
  void duration_dropsLeadingZeroUnits(double millis, String expected) {
    assertThat(Numbers.duration(millis)).isEqualTo(expected);
  }
}
