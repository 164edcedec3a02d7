package dev.canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {

  @ParameterizedTest
  @CsvSource({
    "1m, PT1M",
    "90s, PT90S",
    "1h30m, PT1H30M",
    "1.5s, PT1.5S",
    "0, PT0S",
    "1ms2us3ns, PT0.001002003S"
  })
  void window_isRead(String text, Duration window) {
    assertThat(Windows.parse(text)).isEqualTo(window);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'time: invalid duration \"\"'",
    "1min, 'time: unknown unit \"min\" in duration \"1min\"'",
    "30, 'time: missing unit in duration \"30\"'",
    "1d, 'time: unknown unit \"d\" in duration \"1d\"'",
    "m, 'time: invalid duration \"m\"'",
    "9999999h, 'time: invalid duration \"9999999h\"'"
  })
  void noWindow_isNamed(String text, String problem) {
    assertThatThrownBy(() -> Windows.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(problem);
  }
}
