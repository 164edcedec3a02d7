package dev.canary.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.plugin.HttpCaller.Answer;
import dev.canary.core.plugin.HttpCaller.Request;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  private final AtomicBoolean ready = new AtomicBoolean();
  private final Endpoint endpoint = new Endpoint(0, () -> "flagger_info 1\n", ready::get);
  private final JdkHttpCaller caller =
      new JdkHttpCaller(HttpLimits.DEFAULT, ProxySelector.of(null), ImmutableSet.of());

  @AfterEach
  void close() {
    caller.close();
    endpoint.close();
  }

  @Test
  void healthz_isAlwaysOk() {
    assertThat(get("/healthz").status()).isEqualTo(200);
    assertThat(get("/healthz").body()).isEqualTo("OK");
  }

  @Test
  void readyz_followsTheWatches() {
    assertThat(get("/readyz").status()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("watches are not in sync yet");

    ready.set(true);

    assertThat(get("/readyz").status()).isEqualTo(200);
  }

  @Test
  void metrics_areInTheTextFormat() {
    assertThat(get("/metrics").body()).isEqualTo("flagger_info 1\n");
    assertThat(get("/metrics").headers().get("content-type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/healthz/", "/healthzz", "/metrics/x", "/metricsx", "/debug"})
  void anythingElse_isNotFound(String path) {
    assertThat(get(path).status()).isEqualTo(404);
  }

  private Answer get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
    return caller.send(
        new Request("GET", uri, ImmutableMap.of(), "", Duration.ofSeconds(10), true));
  }
}
