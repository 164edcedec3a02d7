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
        String parameters = "query?time=" + seconds(answer.time().toEpochMilli());
        check(ask(http, server.url(), parameters, answer.query()), answer.query(), answer.data());
      }
      for (Tree range : topic.ranges()) {
        String parameters =
            "query_range?start=%s&end=%s&step=%s"
                .formatted(
                    seconds(range.wholeOr(0, "start")),
                    seconds(range.wholeOr(0, "end")),
                    seconds(range.wholeOr(0, "step")));
        String query = range.textOr("", "query");
        check(ask(http, server.url(), parameters, query), query, range.at("answer").orElseThrow());
      }
    }
  }

  private static void check(HttpResponse<String> response, String query, Tree expected) {
    Tree body = Json.read(response.body());
    if (expected.text("error").isPresent()) {
      assertThat(response.statusCode())
          .describedAs(query)
          .isEqualTo((int) expected.wholeOr(0, "status"));
      assertThat(body.text("errorType")).isEqualTo(expected.text("errorType"));
    } else {
      assertThat(response.statusCode()).describedAs(query).isEqualTo(200);
      assertSame(body.at("data").orElseThrow(), expected, query);
    }
  }

  private static void assertSame(Tree data, Tree expected, String query) {
    String type = data.textOr("", "resultType");
    assertThat(type).isEqualTo(expected.textOr("", "resultType"));
    if (type.equals("vector") || type.equals("matrix")) {
      assertThat(data.items("result"))
          .describedAs(query)
          .containsExactlyInAnyOrderElementsOf(expected.items("result"));
    } else {
      assertThat(data.at("result")).describedAs(query).isEqualTo(expected.at("result"));
    }
  }

  private static HttpResponse<String> ask(HttpClient http, URI url, String parameters, String query)
      throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    URI uri = URI.create(url + "/api/v1/" + parameters + "&query=" + encoded);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static BigDecimal seconds(long millis) {
    return BigDecimal.valueOf(millis, 3);
  }
}
