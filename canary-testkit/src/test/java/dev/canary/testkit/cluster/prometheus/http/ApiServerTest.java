package dev.canary.testkit.cluster.prometheus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import dev.canary.testkit.cluster.prometheus.store.SampleStore;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_100);

  private final SampleStore store = SampleStore.create();
  private final ApiServer server = ApiServer.start(store, InstantSource.fixed(NOW));
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void samples() {
    for (int i = 0; i <= 10; i++) {
      long time = (1_700_000_000L + i * 10L) * 1000;
      store.append(Labels.of(Map.of(Labels.METRIC_NAME, "req", "pod", "a")), time, i);
      store.append(Labels.of(Map.of(Labels.METRIC_NAME, "req", "pod", "b")), time, i * 0.5);
    }
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    server.close();
  }

  @Test
  void query_answersAtTheClock_inTheShapeOfPrometheus() throws Exception {
    HttpResponse<String> response = get("/api/v1/query?query=" + encoded("req{pod=\"b\"} / 2"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.body())
        .isEqualTo(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
                + "[{\"metric\":{\"pod\":\"b\"},\"value\":[1700000100,\"2.5\"]}]}}");
  }

  @Test
  void query_byPost_readsTheForm() throws Exception {
    HttpResponse<String> response =
        post("/api/v1/query?query=wrong(", "query=" + encoded("sum(req)") + "&time=1700000010.5");

    assertThat(response.body()).contains("\"value\":[1700000010.500,\"1.5\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vector(1) | vector | [{"metric":{},"value":[1700000100,"1"]}]
          2 ^ 69    | scalar | [1700000100,"590295810358705700000"]
          10 ^ 21   | scalar | [1700000100,"1000000000000000000000"]
          1.5e-7    | scalar | [1700000100,"0.00000015"]
          vector(1.5e-7) | vector | [{"metric":{},"value":[1700000100,"1.5e-07"]}]
          vector(-10 ^ 21) | vector | [{"metric":{},"value":[1700000100,"-1e+21"]}]
          0.000001  | scalar | [1700000100,"0.000001"]
          -1 / 0    | scalar | [1700000100,"-Inf"]
          0 / 0     | scalar | [1700000100,"NaN"]
          0 * -1    | scalar | [1700000100,"-0"]
          "a\\"b"   | string | [1700000100,"a\\"b"]
          nothing   | vector | []
          req{pod="a"}[15s] | matrix | [{"metric":{"__name__":"req","pod":"a"},"values":[[1700000090,"9"],[1700000100,"10"]]}]
          """,
      quoteCharacter = '\0')
  void eachKindOfValue_hasItsResult(String query, String type, String result) throws Exception {
    Tree data = data(get("/api/v1/query?query=" + encoded(query)));

    assertThat(data.textOr("", "resultType")).isEqualTo(type);
    assertThat(data.at("result").orElseThrow()).hasToString(result);
  }

  @Test
  void time_mayBeRfc3339() throws Exception {
    Tree data = data(get("/api/v1/query?query=1&time=" + encoded("2023-11-14T22:13:20.25Z")));

    assertThat(data.at("result").orElseThrow()).hasToString("[1700000000.250,\"1\"]");
  }

  @Test
  void queryRange_givesOneTrackForEachSeries() throws Exception {
    Tree data =
        data(
            get(
                "/api/v1/query_range?start=1700000000&end=1700000020&step=10s&query="
                    + encoded("req > 0.7")));

    assertThat(data)
        .hasToString(
            "{\"resultType\":\"matrix\",\"result\":["
                + "{\"metric\":{\"__name__\":\"req\",\"pod\":\"a\"},"
                + "\"values\":[[1700000010,\"1\"],[1700000020,\"2\"]]},"
                + "{\"metric\":{\"__name__\":\"req\",\"pod\":\"b\"},"
                + "\"values\":[[1700000020,\"1\"]]}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          query?query=topk(1,x)                | 400 | bad_data  | invalid parameter "query": 1:1: parse error: unknown or unsupported function "topk"
          query                                | 400 | bad_data  | no expression found in input
          query?query=1&time=yesterday         | 400 | bad_data  | invalid parameter "time": cannot parse "yesterday" to a valid timestamp
          query?query=1&timeout=soon           | 400 | bad_data  | invalid parameter "timeout": cannot parse "soon"
          query?query=req+*+on()+req           | 422 | execution | found duplicate series for the match group
          query_range?query=1&start=1&end=2    | 400 | bad_data  | invalid parameter "step"
          query_range?query=1&start=3&end=2&step=1 | 400 | bad_data | invalid parameter "end": end timestamp must not be before start time
          query_range?query=1&start=1&end=2&step=0 | 400 | bad_data | invalid parameter "step": zero or negative
          query_range?query=1&start=1&end=20000&step=1 | 400 | bad_data | exceeded maximum resolution of 11,000 points
          query_range?query=req[1m]&start=1&end=2&step=1 | 400 | bad_data | invalid expression type "range vector" for range query
          query_range?query=1&start=1&end=2&step=1&timeout=-1 | 503 | timeout | query timed out
          nowhere                              | 404 | not_found | /api/v1/nowhere
          """,
      quoteCharacter = '\0')
  void error_hasStatusTypeAndText(String path, int status, String type, String text)
      throws Exception {
    String raw = path.replace("[", "%5B").replace("]", "%5D");
    HttpResponse<String> response = get("/api/v1/" + raw);
    Tree body = Json.read(response.body());

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(body.textOr("", "status")).isEqualTo("error");
    assertThat(body.textOr("", "errorType")).isEqualTo(type);
    assertThat(body.textOr("", "error")).contains(text);
  }

  @Test
  void bodyTooLong_isRefused() throws Exception {
    String form = "query=" + "1".repeat(ApiServer.MAX_BODY_BYTES);

    assertThat(post("/api/v1/query", form).statusCode()).isEqualTo(413);
  }

  @Test
  void otherMethod_isRefused() throws Exception {
    HttpRequest request = request("/api/v1/query?query=1").DELETE().build();

    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/-/ready", "/-/healthy", "/api/v1/status/flags", "/api/v1/status/buildinfo"})
  void statusPath_answers(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(200);
  }

  private static Tree data(HttpResponse<String> response) {
    return Json.read(response.body()).at("data").orElseThrow();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(20));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
