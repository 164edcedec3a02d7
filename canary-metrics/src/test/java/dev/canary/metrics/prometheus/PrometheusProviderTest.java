package dev.canary.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Measurement;
import dev.canary.core.plugin.MetricsProviderPlugin;
import dev.canary.core.port.SpecError;
import dev.canary.core.tree.Tree;
import dev.canary.metrics.LocalCaller;
import dev.canary.metrics.LocalServer;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusProviderTest {

  private static final Measurement NO_DATA =
      new Measurement.NoData("prometheus", "no values found");

  private final LocalServer server = LocalServer.start();
  private final LocalCaller http = new LocalCaller(Duration.ofSeconds(5));

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  private Measurement measure(String query) {
    return PrometheusProvider.at(http, server.address()).measure(query, Duration.ZERO);
  }

  @Test
  void query_isSentAsAForm_withSingleSpaces() {
    server.answersValue("1");

    measure(" \n\tsum(x{a=~\"b-.*|~\"}\r\n  [1m])  ");
    assertThat(server.uri())
        .isEqualTo("/api/v1/query?query=+sum%28x%7Ba%3D~%22b-.%2A%7C~%22%7D+%5B1m%5D%29+");
  }

  @ParameterizedTest
  @CsvSource({
    "'', /api/v1/query",
    "/, /api/v1/query",
    "/p, /p/api/v1/query",
    "/p/, /p/api/v1/query",
    "//p/./x/../q?a=b#c, /p/q/api/v1/query"
  })
  void path_isJoined(String path, String joined) {
    server.answersValue("1");

    PrometheusProvider.at(http, server.address() + path).measure("q", Duration.ZERO);
    assertThat(server.uri()).isEqualTo(joined + "?query=q");
  }

  @Test
  void userInTheAddress_isSentAsAHeader() {
    server.answersValue("1");

    PrometheusProvider.at(http, "http://u:p%40@" + server.authority()).measure("q", Duration.ZERO);
    assertThat(server.headers()).containsEntry("authorization", "Basic dTpwQA==");
  }

  @ParameterizedTest
  @CsvSource({
    "99, 99",
    "1e3, 1000",
    "+Inf, Infinity",
    "-Inf, -Infinity",
    "inf, Infinity",
    "-0.5, -0.5"
  })
  void number_isRead(String text, double value) {
    server.answersValue(text);

    assertThat(measure("q")).isEqualTo(new Measurement.Value(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "nan"})
  void notANumber_isNoData(String text) {
    server.answersValue(text);

    assertThat(measure("q")).isEqualTo(NO_DATA);
  }

  @Test
  void ofSeveralSeries_theLastDecides() {
    server.answers(200, LocalServer.vector("1", "7"));
    assertThat(measure("q")).isEqualTo(new Measurement.Value(7));

    server.answers(200, LocalServer.vector("7", "NaN"));
    assertThat(measure("q")).isEqualTo(NO_DATA);
  }

  @Test
  void wrongNumber_isTheQuerysFault() {
    server.answersValue("1f");
    assertThat(measure("q"))
        .isEqualTo(
            new Measurement.QueryError("strconv.ParseFloat: parsing \"1f\": invalid syntax"));

    server.answersValue("1e999");
    assertThat(measure("q"))
        .isEqualTo(
            new Measurement.QueryError(
                "strconv.ParseFloat: parsing \"1e999\": value out of range"));
  }

  @Test
  void matrix_isTheQuerysFault() {
    server.answers(
        200, "{\"data\":{\"resultType\":\"matrix\",\"result\":[{\"values\":[[1,\"2\"]]}]}}");

    assertThat(measure("q"))
        .isEqualTo(new Measurement.QueryError("query returned multiple values"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"resultType\":\"scalar\",\"result\":[1700000000,\"1\"]}}",
        "{\"data\":{\"result\":\"x\"}}",
        "{\"data\":{\"result\":[{\"value\":[1]}]}}",
        "{\"data\":{\"result\":[{\"histogram\":[1,{}]}]}}",
        "{\"data\":7}",
        "[]"
      })
  void otherJson_isTheQuerysFault_andQuoted(String body) {
    server.answers(200, body);

    assertThat(measure("q")).isInstanceOf(Measurement.QueryError.class);
    assertThat(measure("q").toString())
        .contains("error unmarshaling result: ")
        .contains(", '" + body + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\":null}",
        "{\"Data\":{\"RESULT\":[]}}",
        "{\"data\":{\"result\":null}}"
      })
  void answerWithoutResult_isNoData(String body) {
    server.answers(200, body);

    assertThat(measure("q")).isEqualTo(NO_DATA);
  }

  @ParameterizedTest
  @CsvSource({"400, Bad Request", "422, Unprocessable Entity"})
  void refusedQuery_isTheQuerysFault(int status, String reason) {
    server.answers(status, "{\"errorType\":\"bad_data\"}");

    assertThat(measure("q"))
        .isEqualTo(
            new Measurement.QueryError(
                "error response: Status "
                    + status
                    + " "
                    + reason
                    + ": {\"errorType\":\"bad_data\"}"));
  }

  @Test
  void otherScheme_isNotAsked() {
    assertThat(
            PrometheusProvider.at(http, "prometheus:9090").measure("q", Duration.ZERO).toString())
        .contains("request failed: Get ", "unsupported protocol scheme \"prometheus\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.1:9090", "http://h/ x"})
  void addressThatIsNoUrl_isRefused(String address) {
    assertThatThrownBy(() -> PrometheusProvider.at(http, address))
        .isInstanceOf(SpecError.class)
        .hasMessage("prometheus address " + address + " is not a valid URL");
  }

  @Test
  void probe_wantsOne() {
    server.answersValue("1");
    assertThat(PrometheusProvider.at(http, server.address()).unavailable()).isEmpty();
    assertThat(server.query()).isEqualTo("vector(1)");

    server.answersValue("2");
    assertThat(PrometheusProvider.at(http, server.address()).unavailable())
        .hasValue("value is not 1 for query: vector(1)");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 'token=t,username=u,password=p', Basic YTpi",
    "secretRef, '', 'token=t,username=u,password=p', Bearer t",
    "secretRef, '', 'token=,username=u,password=p', Basic YTpi",
    "secretRef, '', 'username=u,password=p', Basic dTpw",
    "secretRef, Authorization, 'token=t', 'x, Bearer t'",
    "secretRef, authorization, 'username=u,password=p', Basic dTpw",
    "'', Authorization, '', x"
  })
  void authorization_comesFromSecretHeadersOrAddress(
      String reference, String header, String credentials, String authorization) {
    server.answersValue("1");
    Tree.Members provider =
        Tree.members()
            .put("address", "http://a:b@" + server.authority())
            .put(reference, Tree.texts(ImmutableMap.of("name", "s")))
            .put(
                "headers",
                Tree.members()
                    .put(header.isEmpty() ? "X" : header, Tree.array(Tree.of("x")))
                    .put("Host", Tree.array(Tree.of("elsewhere")))
                    .build());

    new PrometheusPlugin()
        .create(provider.build(), pairs(credentials), http)
        .measure("q", Duration.ZERO);
    assertThat(server.headers()).containsEntry("authorization", authorization);
  }

  private static ImmutableMap<String, String> pairs(String text) {
    ImmutableMap.Builder<String, String> pairs = ImmutableMap.builder();
    for (String pair : Splitter.on(',').omitEmptyStrings().split(text)) {
      int at = pair.indexOf('=');
      pairs.put(pair.substring(0, at), pair.substring(at + 1));
    }
    return pairs.buildOrThrow();
  }

  @Test
  void plugin_isFound() {
    assertThat(ServiceLoader.load(MetricsProviderPlugin.class))
        .hasAtLeastOneElementOfType(PrometheusPlugin.class);
  }
}
