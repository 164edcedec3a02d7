package dev.canary.testkit.cluster.prometheus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.prometheus.Recorded;
import dev.canary.testkit.cluster.prometheus.Recorded.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Holds the bodies that the API sends to those of a real Prometheus, number texts included. */
class RecordedBodiesTest {
  @SuppressWarnings("unused") // read by name
  private static final Iterable<String> topics = Recorded.TOPICS;

  @ParameterizedTest
  @FieldSource("topics")
  void body_isThatOfPrometheus(String name) throws Exception {
    Recorded topic = Recorded.topic(name);
    InstantSource unused = InstantSource.fixed(Instant.EPOCH);
    try (ApiServer server = ApiServer.start(topic.store(), unused);
        HttpClient http = HttpClient.newHttpClient()) {
      for (Answer answer : topic.answers()) {
        HttpResponse<String> response = ask(http, server.url(), answer);
        Tree body = Json.read(response.body());
        if (answer.isError()) {
          assertThat(response.statusCode())
              .describedAs(answer.toString())
              .isEqualTo((int) answer.data().wholeOr(0, "status"));
          assertThat(body.text("errorType")).isEqualTo(answer.data().text("errorType"));
        } else {
          assertThat(response.statusCode()).isEqualTo(200);
          assertSame(body.at("data").orElseThrow(), answer);
        }
      }
    }
  }

  private static void assertSame(Tree data, Answer answer) {
    String type = data.textOr("", "resultType");
    assertThat(type).isEqualTo(answer.data().textOr("", "resultType"));
    if (type.equals("vector") || type.equals("matrix")) {
      assertThat(data.items("result"))
          .describedAs(answer.toString())
          .containsExactlyInAnyOrderElementsOf(answer.data().items("result"));
    } else {
      assertThat(data.at("result"))
          .describedAs(answer.toString())
          .isEqualTo(answer.data().at("result"));
    }
  }

  private static HttpResponse<String> ask(HttpClient http, URI url, Answer answer)
      throws IOException, InterruptedException {
    BigDecimal seconds = BigDecimal.valueOf(answer.time().toEpochMilli(), 3);
    String query = URLEncoder.encode(answer.query(), StandardCharsets.UTF_8);
    URI uri = URI.create(url + "/api/v1/query?time=" + seconds + "&query=" + query);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
