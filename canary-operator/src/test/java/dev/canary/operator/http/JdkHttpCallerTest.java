package dev.canary.operator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.plugin.HttpCaller.Answer;
import dev.canary.core.plugin.HttpCaller.Request;
import dev.canary.core.port.PortUnavailable;
import dev.canary.operator.http.TestServer.Says;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkHttpCallerTest {

  private static final HttpLimits SMALL = new HttpLimits(100, 2, Duration.ofSeconds(5));

  private final CountDownLatch over = new CountDownLatch(1);
  private final TestServer server = new TestServer(this::answer);
  private final JdkHttpCaller caller = caller(ProxySelector.of(null));

  private static JdkHttpCaller caller(ProxySelector proxies) {
    return new JdkHttpCaller(SMALL, proxies, ImmutableSet.of());
  }

  @AfterEach
  void close() {
    over.countDown();
    caller.close();
    server.close();
  }

  private Says answer(TestServer.Asked asked) {
    return switch (asked.path()) {
      case "/large" -> Says.status(200, "x".repeat(101));
      case "/full" -> Says.status(200, "x".repeat(100));
      case "/never" -> afterTheTest();
      case "/found" -> Says.redirect(302, "/there");
      case "/again" -> Says.redirect(307, "/there");
      case "/loop" -> Says.redirect(302, "/loop");
      case "/malformed" -> Says.redirect(302, "http://not a host/");
      case "/file" -> Says.redirect(302, "file:///etc/passwd");
      case "/metadata" -> Says.redirect(307, "http://169.254.169.254/latest/meta-data/");
      case "/elsewhere" ->
          Says.redirect(307, "http://localhost:" + server.uri("/").getPort() + "/there");
      default -> new Says(203, ImmutableMap.of("X-Seen", "yes"), "hello");
    };
  }

  private Says afterTheTest() {
    try {
      return Says.status(over.await(30, TimeUnit.SECONDS) ? 200 : 500, "");
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return Says.status(500, "");
    }
  }

  @Test
  void answer_isReturnedWhole() {
    Answer answer = caller.send(post(server.uri("/")));

    assertThat(answer.status()).isEqualTo(203);
    assertThat(answer.headers()).containsEntry("x-seen", "yes");
    assertThat(answer.body()).isEqualTo("hello");
    assertThat(server.asked().getFirst().body()).isEqualTo("body");
  }

  @Test
  void body_upToTheLimitIsRead_pastItIsRefused() {
    assertThat(caller.send(post(server.uri("/full"))).body()).hasSize(100);

    assertFails(server.uri("/large"), "the answer is larger than the limit of 100 bytes");
  }

  @Test
  void serverThatDoesNotAnswer_isGivenUp() {
    Request request =
        new Request(
            "POST", server.uri("/never"), ImmutableMap.of(), "", Duration.ofMillis(100), true);

    assertThatExceptionOfType(PortUnavailable.class)
        .isThrownBy(() -> caller.send(request))
        .withMessage(
            "Post \"%s\": context deadline exceeded"
                + " (Client.Timeout exceeded while awaiting headers)",
            server.uri("/never"));
  }

  @Test
  void nobodyListens_saysSo() {
    URI uri = server.uri("/");
    server.close();

    assertFails(uri, "dial tcp 127.0.0.1:" + uri.getPort() + ": connect: connection refused");
  }

  @Test
  void found_becomesGetWithoutBody() {
    assertThat(caller.send(post(server.uri("/found"))).status()).isEqualTo(203);

    assertThat(server.asked().getLast().method()).isEqualTo("GET");
    assertThat(server.asked().getLast().body()).isEmpty();
    assertThat(server.asked().getLast().headers()).doesNotContainKey("Content-type");
    assertThat(server.asked().getLast().headers()).containsEntry("Authorization", "Basic secret");
  }

  @Test
  void temporaryRedirect_repeatsThePost() {
    assertThat(caller.send(post(server.uri("/again"))).status()).isEqualTo(203);

    assertThat(server.asked().getLast().method()).isEqualTo("POST");
    assertThat(server.asked().getLast().body()).isEqualTo("body");
  }

  @Test
  void redirectToAnotherHost_takesNoCredentialsAlong() {
    assertThat(caller.send(post(server.uri("/elsewhere"))).status()).isEqualTo(203);

    assertThat(server.asked().getFirst().headers()).containsKey("Authorization");
    assertThat(server.asked().getLast().path()).isEqualTo("/there");
    assertThat(server.asked().getLast().headers()).doesNotContainKey("Authorization");
  }

  @Test
  void redirects_endAfterTen() {
    assertFails(server.uri("/loop"), "stopped after 10 redirects");
    assertThat(server.asked()).hasSize(11);
  }

  @Test
  void redirectToMetadataService_isRefused() {
    assertThatExceptionOfType(PortUnavailable.class)
        .isThrownBy(() -> caller.send(post(server.uri("/metadata"))))
        .withMessageContaining("address 169.254.169.254 of host 169.254.169.254 is link-local");
  }

  @Test
  void metadataService_isRefusedBehindAProxyToo() {
    int port = server.uri("/").getPort();
    try (JdkHttpCaller proxied =
        caller(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))) {
      assertThatExceptionOfType(PortUnavailable.class)
          .isThrownBy(() -> proxied.send(post(URI.create("http://169.254.169.254/"))))
          .withMessageContaining("must not be called");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void redirectToNonsense_isAFailureAndNotABug() {
    assertThatExceptionOfType(PortUnavailable.class)
        .isThrownBy(() -> caller.send(post(server.uri("/malformed"))))
        .withMessageContaining("failed to parse Location header");
    assertThatExceptionOfType(PortUnavailable.class)
        .isThrownBy(() -> caller.send(post(server.uri("/file"))))
        .withMessageContaining("unsupported protocol scheme \"file\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hooks.test/path", "mailto:me", "ftp://hooks.test/"})
  void otherSchemes_areRefused(String url) {
    assertThatExceptionOfType(PortUnavailable.class)
        .isThrownBy(() -> caller.send(post(URI.create(url))))
        .withMessageContaining("unsupported protocol scheme");
  }

  private void assertFails(URI uri, String cause) {
    assertThatExceptionOfType(PortUnavailable.class)
        .isThrownBy(() -> caller.send(post(uri)))
        .withMessage("Post \"%s\": %s", uri, cause)
        .satisfies(
            failure -> assertThat(failure.reason()).isEqualTo(PortUnavailable.Cause.TRANSIENT));
  }

  private static Request post(URI uri) {
    return new Request(
        "POST",
        uri,
        ImmutableMap.of("Content-Type", "text/plain", "Authorization", "Basic secret"),
        "body",
        Duration.ofSeconds(10),
        true);
  }
}
