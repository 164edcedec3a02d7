package dev.canary.testkit.cluster.podinfo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodinfoServerTest {

  private final PodinfoServer server = PodinfoServer.start("podinfo-abc", "3.1.0");
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    server.close();
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  @Test
  void root_tellsVersionAndPod() throws Exception {
    var info = Json.read(get("/").body());
    assertThat(info.text("version")).contains("3.1.0");
    assertThat(info.text("hostname")).contains("podinfo-abc");
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/status/500, 500",
    "/status/204, 204",
    "/status/99, 400",
    "/status/x, 400",
    "/delay/0, 200",
    "/delay/61, 400",
    "/delay/-1, 400",
    "/healthz, 200",
    "/readyz, 200",
    "/version, 200",
    "/env, 200",
    "/token, 405",
    "/nothing, 404"
  })
  void path_isAnsweredWith(String path, int status) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(status);
  }

  @Test
  void delay_lastsThatManyRealSeconds() throws Exception {
    long start = System.nanoTime();
    assertThat(get("/delay/1").body()).contains("\"delay\":1");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void postedTokenAndEcho_areReturned() throws Exception {
    HttpRequest token = request("/token").POST(BodyPublishers.ofString("test")).build();
    assertThat(http.send(token, BodyHandlers.ofString()).body()).contains("\"token\":");
    HttpRequest echo = request("/echo").POST(BodyPublishers.ofString("hello")).build();
    assertThat(http.send(echo, BodyHandlers.ofString()).body()).contains("hello");
    assertThat(
            http.send(request("/headers").header("x-a", "1").build(), BodyHandlers.ofString())
                .body())
        .containsIgnoringCase("\"x-a\":[\"1\"]");
  }

  @Test
  void close_cutsRequestsUnderWay() throws Exception {
    CompletableFuture<HttpResponse<String>> slow =
        http.sendAsync(request("/delay/60").build(), BodyHandlers.ofString());
    get("/healthz");
    server.close();
    assertThat(slow.handle((answer, failure) -> true).get(5, TimeUnit.SECONDS)).isTrue();
  }
}
