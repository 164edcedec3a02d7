package dev.canary.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Hook;
import dev.canary.core.model.HookResult;
import dev.canary.core.model.Phase;
import dev.canary.core.port.WebhookCaller.Call;
import dev.canary.operator.http.TestServer.Says;
import dev.canary.testkit.fixture.Canaries;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The call, the retries and the error texts of the webhooks chapter, section 2. */
class WebhooksTest {

  private final AtomicReference<Says> says = new AtomicReference<>(Says.status(200, ""));
  private final TestServer server = new TestServer(asked -> says.get());
  private final EagerTimers timers = new EagerTimers();
  private final JdkHttpCaller http =
      new JdkHttpCaller(HttpLimits.DEFAULT, ProxySelector.of(null), ImmutableSet.of());
  private final Webhooks webhooks = new Webhooks(http, timers);

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202})
  void upTo202_isApproval(int status) {
    says.set(Says.status(status, "whatever"));

    assertThat(call(hook("/gate", 0))).isEqualTo(new HookResult.Approved());
  }

  @ParameterizedTest
  @ValueSource(ints = {203, 206, 304, 400, 403, 404, 501})
  void otherFinalStatus_isRefusalWithTheBodyAndNotRepeated(int status) {
    says.set(Says.status(status, status == 304 ? "" : "gate \"a\" is closed"));

    assertThat(call(hook("/gate", 3)))
        .isEqualTo(new HookResult.Refused(status == 304 ? "" : "gate \"a\" is closed"));
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"429, 0, 1", "500, 0, 1", "503, 2, 3", "502, 6, 7"})
  void serverError_isRepeatedAndThenGivenUp(int status, int retries, int attempts) {
    says.set(Says.status(status, "not shown"));

    assertThat(call(hook("/gate", retries)))
        .isEqualTo(
            new HookResult.Refused(
                "POST %s giving up after %d attempt(s)".formatted(server.uri("/gate"), attempts)));
    assertThat(server.asked()).hasSize(attempts);
  }

  @Test
  void pauses_doubleUpToThirtySeconds() {
    says.set(Says.status(500, ""));

    call(hook("/gate", 7));

    assertThat(timers.pauses())
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @ParameterizedTest
  @CsvSource({
    "503, 7, 7",
    "429, 0, 0",
    "500, 7, 1",
    "503, 'Thu, 01 Jan 2026 00:00:42 GMT', 42",
    "503, 'Wed, 31 Dec 2025 23:59:59 GMT', 0",
    "503, 100000, 120",
    "503, soon, 1"
  })
  void retryAfter_isHeeded(int status, String retryAfter, long seconds) {
    says.set(new Says(status, ImmutableMap.of("Retry-After", retryAfter), ""));

    call(hook("/gate", 1));

    assertThat(timers.pauses()).containsExactly(Duration.ofSeconds(seconds));
  }

  @Test
  void nobodyListens_isRepeatedAndSaysWhy() {
    String url = server.uri("/gate").toString();
    int port = server.uri("/").getPort();
    server.close();

    assertThat(call(hook("/gate", 1)))
        .isEqualTo(
            new HookResult.Refused(
                "POST %s giving up after 2 attempt(s): Post \"%s\": dial tcp 127.0.0.1:%d:"
                        .formatted(url, url, port)
                    + " connect: connection refused"));
  }

  @Test
  void password_isHidden() {
    int port = server.uri("/").getPort();
    server.close();

    assertThat(call(withUrl("http://user:secret@127.0.0.1:" + port + "/", 0)))
        .isEqualTo(
            new HookResult.Refused(
                ("POST http://user:xxxxx@127.0.0.1:%d/ giving up after 1 attempt(s):"
                        + " Post \"http://user:***@127.0.0.1:%d/\": dial tcp 127.0.0.1:%d:"
                        + " connect: connection refused")
                    .formatted(port, port, port)));
  }

  @Test
  void userInfo_becomesBasicAuthentication() {
    call(withUrl("http://user:secret@127.0.0.1:" + server.uri("/").getPort() + "/", 0));

    assertThat(server.asked().getFirst().headers())
        .containsEntry("Authorization", "Basic dXNlcjpzZWNyZXQ=");
  }

  @ParameterizedTest
  @CsvSource({
    "hooks.test/gate, unsupported protocol scheme \"\"",
    "ftp://hooks.test/gate, unsupported protocol scheme \"ftp\""
  })
  void wrongScheme_isNotRepeated(String url, String cause) {
    assertThat(call(withUrl(url, 3)))
        .isEqualTo(
            new HookResult.Refused(
                "POST %s giving up after 1 attempt(s): Post \"%s\": %s"
                    .formatted(url, url, cause)));
    assertThat(timers.pauses()).isEmpty();
  }

  @Test
  void urlThatDoesNotParse_isRefusedWithoutPrefix() {
    assertThat(call(withUrl("http://not a host/", 3)))
        .isInstanceOfSatisfying(
            HookResult.Refused.class,
            refused -> assertThat(refused.error()).startsWith("parse \"http://not a host/\": "));
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void payload_hasTheFieldsInOrder() {
    Hook plain = hook("/gate", 0);
    call(
        new Hook(
            plain.name(),
            plain.type(),
            plain.url(),
            plain.timeout(),
            0,
            false,
            false,
            ImmutableMap.of("test", "all", "cmd", "a < b && c > d")));
    call(plain);

    assertThat(server.asked().get(0).body())
        .isEqualTo(
            "{\"name\":\"podinfo\",\"namespace\":\"test\",\"phase\":\"Progressing\","
                + "\"checksum\":\"758df7c9fc\",\"metadata\":{\"cmd\":"
                + "\"a \\u003c b \\u0026\\u0026 c \\u003e d\",\"test\":\"all\"}}");
    assertThat(server.asked().get(1).body())
        .isEqualTo(
            "{\"name\":\"podinfo\",\"namespace\":\"test\",\"phase\":\"Progressing\","
                + "\"checksum\":\"758df7c9fc\"}");
    assertThat(server.asked().get(0).method()).isEqualTo("POST");
    assertThat(server.asked().get(0).headers())
        .containsEntry("Content-type", "application/json")
        .containsEntry("X-canary-delivery", "run-1");
  }

  private HookResult call(Hook hook) {
    return webhooks.call(
        Canaries.aCanary().build(), hook, new Call(Phase.PROGRESSING, "758df7c9fc", "run-1"));
  }

  private Hook hook(String path, int retries) {
    return withUrl(server.uri(path).toString(), retries);
  }

  private static Hook withUrl(String url, int retries) {
    return new Hook(
        "gate",
        Hook.Type.CONFIRM_ROLLOUT,
        url,
        Duration.ofSeconds(10),
        retries,
        /* disableTls= */ false,
        /* muteAlert= */ false,
        ImmutableMap.of());
  }
}
