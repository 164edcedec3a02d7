package dev.canary.testkit.cluster.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.canary.testkit.cluster.Await;
import dev.canary.testkit.cluster.api.http.Listener;
import dev.canary.testkit.cluster.time.ScaledClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTesterTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger requests = new AtomicInteger();
  private Listener proxy;
  private ScaledClock clock;
  private Traffic traffic;

  @BeforeEach
  void start() throws IOException {
    proxy = Listener.open(0, this::answer);
    clock = new ScaledClock(100, Instant.EPOCH);
    traffic = Traffic.start(proxy.url(), proxy.url(), clock, 200);
  }

  @AfterEach
  void close() {
    traffic.close();
    clock.close();
    proxy.close();
    http.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      byte[] body = exchange.getRequestURI().getPath().getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    URI url = traffic.tester().url().resolve(path);
    return http.send(
        HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> task(String metadata) throws IOException, InterruptedException {
    return post(
        "/", "{\"name\":\"podinfo\",\"namespace\":\"test\",\"metadata\":{%s}}".formatted(metadata));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/healthz      | | 200 | OK",
        "/gate/approve | | 200 | OK",
        "/gate/halt    | | 403 | Forbidden",
        "/gate/check   | {\"name\":\"podinfo\",\"namespace\":\"test\"} | 403 | Forbidden",
        "/gate/check   | not json | 400 | ~~",
        "/gate/check   | | 400 | ~~",
        "/             | {\"name\":\"podinfo\"} | 400 | metadata not found in payload",
        "/             | {\"metadata\":{\"type\":\"cmd\"}} | 400 | cmd not found in metadata",
        "/             | {\"metadata\":{\"cmd\":1}} | 400 | ~~",
        "/             | {\"metadata\":{\"type\":\"x\"}} | 400 | unknown task type x",
        "/any/path     | {\"metadata\":{\"type\":\"bash\"}} | 200 | ~~"
      })
  void endpoint_answersAsTheReference(String path, String body, int status, String text)
      throws Exception {
    HttpResponse<String> answer = post(path, body == null ? "" : body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(text);
  }

  @Test
  void gates_openAndCloseByCanaryAndKind() throws Exception {
    String podinfo = "{\"name\":\"podinfo\",\"namespace\":\"test\"}";
    assertThat(post("/gate/open", podinfo).statusCode()).isEqualTo(202);
    assertThat(post("/gate/check", podinfo).body()).isEqualTo("Approved");
    assertThat(post("/rollback/check", podinfo).statusCode()).isEqualTo(403);
    assertThat(post("/gate/check", podinfo.replace("test", "prod")).statusCode()).isEqualTo(403);
    assertThat(post("/gate/close", podinfo).statusCode()).isEqualTo(202);
    assertThat(post("/gate/check", podinfo).statusCode()).isEqualTo(403);
  }

  @Test
  void bash_returnsItsOutputOnlyIfAsked() throws Exception {
    String command = "\"type\":\"bash\",\"cmd\":\"curl http://a/token | grep token\"";
    assertThat(task(command).body()).isEmpty();
    assertThat(task(command + ",\"returnCmdOutput\":\"true\"").body()).isEqualTo("/token\n");
  }

  @Test
  void bash_thatFails_is500WithItsExitStatus() throws Exception {
    HttpResponse<String> answer =
        task("\"type\":\"bash\",\"cmd\":\"curl http://a/token | grep none\"");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo("command curl http://a/token | grep none failed: : exit status 1");
  }

  @Test
  void command_thatCannotRunHere_isRefusedByName() throws Exception {
    HttpResponse<String> answer = task("\"cmd\":\"hey -z 1m -wat http://a/\"");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("no option -wat");
  }

  @Test
  void sameHook_whileItsGeneratorRuns_startsNoSecondOne() throws Exception {
    String hook = "\"cmd\":\"hey -z 10m -q 1 -c 1 http://a/\"";
    assertThat(task(hook).statusCode()).isEqualTo(202);
    assertThat(task(hook).statusCode()).isEqualTo(202);
    assertThat(traffic.tester().running()).isEqualTo(1);
    task("\"cmd\":\"hey -z 10m -q 2 -c 1 http://a/\"");
    assertThat(traffic.tester().running()).isEqualTo(2);
  }

  @Test
  void hey_endsAfterItsClusterTimeHavingSentAtItsRate() throws Exception {
    Instant start = clock.instant();
    task("\"cmd\":\"hey -z 100s -q 0.5 -c 2 http://a/\"");
    Await.until("ended", () -> traffic.tester().running() == 0);
    assertThat(Duration.between(start, clock.instant())).isGreaterThan(Duration.ofSeconds(99));
    assertThat(requests.get()).isBetween(20, 102);
  }

  @Test
  void hey_withoutDuration_sendsThatMany() throws Exception {
    HttpResponse<String> answer =
        task("\"type\":\"bash\",\"cmd\":\"hey -n 40 -c 4 http://a/\",\"returnCmdOutput\":\"true\"");
    assertThat(answer.body()).contains("[200] 40 responses");
    assertThat(requests.get()).isEqualTo(40);
  }

  @Test
  void cap_holdsForAllSendersTogether() {
    long start = System.nanoTime();
    traffic.users("http://a/", 10);
    traffic.inMesh("http://b/", 10);
    Await.until("100 requests", () -> requests.get() >= 100);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(requests.get() / seconds).isLessThan(260); // 2,000 a second are asked for
  }
}
