package dev.canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.model.Measurement;
import dev.canary.core.port.MetricsProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of {@link MetricsProvider} for sources over HTTP. A provider extends this and says
 * how its source writes answers.
 */
public abstract class MetricsProviderContract {

  protected final LocalServer server = LocalServer.start();

  /** Gives up sooner than any provider does, so that silence is found quickly. */
  protected final LocalCaller http = new LocalCaller(Duration.ofMillis(500));

  /** Returns a provider that asks {@link #server} over {@link #http}. */
  protected abstract MetricsProvider provider();

  /** Returns the source's answer with one value. */
  protected abstract String answer(String value);

  /** Returns the source's answer without a value. */
  protected abstract String emptyAnswer();

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  private Measurement measure() {
    return provider().measure("q", Duration.ofMinutes(1));
  }

  @Test
  void value_isReturnedAsItIs() {
    server.answers(200, answer("98.694"));

    assertThat(measure()).isEqualTo(new Measurement.Value(98.694));
  }

  @Test
  void nothing_isNoData() {
    server.answers(200, emptyAnswer());

    assertThat(measure()).isInstanceOf(Measurement.NoData.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 429, 500, 502, 503, 504})
  void refusal_isTheProvidersTrouble(int status) {
    server.answers(status, "because");

    assertThat(measure()).isInstanceOf(Measurement.ProviderError.class);
    assertThat(measure().toString()).contains(Integer.toString(status), "because");
    assertThat(provider().unavailable().orElse("")).contains(Integer.toString(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "<html>", "{\"status\":\"success\"} x"})
  void answerThatIsNotJson_isTheProvidersTrouble(String body) {
    server.answers(200, body);

    assertThat(measure()).isInstanceOf(Measurement.ProviderError.class);
  }

  @Test
  void silence_isTheProvidersTrouble() {
    server.fallsSilent();

    assertThat(measure()).isInstanceOf(Measurement.ProviderError.class);
  }

  @Test
  void hugeAnswer_isNeitherReadNorQuotedWhole() {
    server.answers(200, answer("1" + "0".repeat(100_000)));
    assertThat(measure()).isInstanceOf(Measurement.ProviderError.class);

    server.answers(500, "x".repeat(50_000));
    assertThat(measure().toString()).hasSizeLessThan(2_000).contains("50000 characters");
  }

  @Test
  void closedPort_isTheProvidersTrouble() {
    MetricsProvider provider = provider();
    server.close();

    assertThat(provider.measure("q", Duration.ofMinutes(1)))
        .isInstanceOf(Measurement.ProviderError.class);
    assertThat(provider.unavailable()).isPresent();
  }
}
