package dev.canary.testkit.cluster.api;

import static dev.canary.testkit.cluster.api.Manifests.CONFIG_MAPS;
import static dev.canary.testkit.cluster.api.Manifests.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.testkit.cluster.api.ApiClient.Answer;
import dev.canary.testkit.cluster.api.ApiClient.ConnectionCut;
import dev.canary.testkit.cluster.api.traffic.Fault;
import dev.canary.testkit.cluster.api.traffic.RequestFilter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultsOverHttpTest {

  private static final RequestFilter CREATE = RequestFilter.to("create", "configmaps");

  private final ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS);
  private final ApiClient client = new ApiClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void fail_twice_thirdRequestSucceeds() {
    Fault fault = server.faults().fail(CREATE, 503, 2);

    assertThat(client.post(CONFIG_MAPS, configMap("a")).reason()).isEqualTo("ServiceUnavailable");
    assertThat(client.post(CONFIG_MAPS, configMap("a")).code()).isEqualTo(503);
    assertThat(client.post(CONFIG_MAPS, configMap("a")).code()).isEqualTo(201);
    assertThat(fault.struck()).isEqualTo(2);
  }

  @Test
  void fail_otherName_isNotStruck() {
    client.post(CONFIG_MAPS, configMap("a"));
    client.post(CONFIG_MAPS, configMap("b"));
    server.faults().fail(RequestFilter.to("get", "configmaps").named("b"), 500, 9);

    assertThat(client.get(CONFIG_MAPS + "/a").code()).isEqualTo(200);
    assertThat(client.get(CONFIG_MAPS + "/b").code()).isEqualTo(500);
  }

  @Test
  void throttle_saysWhenToTryAgain() {
    server.faults().throttle(RequestFilter.any(), 7, 1);
    Answer answer = client.get(CONFIG_MAPS);

    assertThat(answer.reason()).isEqualTo("TooManyRequests");
    assertThat(answer.response().headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void cutBefore_hasNoEffect() {
    server.faults().cutBefore(CREATE, Integer.MAX_VALUE);

    assertThatThrownBy(() -> client.post(CONFIG_MAPS, configMap("a")))
        .isInstanceOf(ConnectionCut.class);
    assertThat(client.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
  }

  @Test
  void cutAfter_tookEffect() {
    server.faults().cutAfter(CREATE, 1);

    assertThatThrownBy(() -> client.post(CONFIG_MAPS, configMap("a")))
        .isInstanceOf(ConnectionCut.class);
    assertThat(client.get(CONFIG_MAPS + "/a").code()).isEqualTo(200);
  }

  @Test
  void delay_untilRemoved_thenAnswers() throws Exception {
    Fault fault = server.faults().delay(CREATE, Duration.ofHours(1), 1);
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(() -> client.post(CONFIG_MAPS, configMap("a")));
    awaitStruck(fault);
    assertThat(server.objects().find("v1", "ConfigMap", "default", "a")).isEmpty();
    fault.remove();

    assertThat(answer.get(10, TimeUnit.SECONDS).code()).isEqualTo(201);
  }

  @Test
  void silence_untilRemoved_thenCutWithoutEffect() {
    Fault fault = server.faults().silence(CREATE);
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(() -> client.post(CONFIG_MAPS, configMap("a")));
    awaitStruck(fault);
    fault.remove();

    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ConnectionCut.class);
    assertThat(client.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
  }

  @Test
  void requests_areCountedByVerbAndSubresource() throws Exception {
    server.requests().reset();
    client.post(CONFIG_MAPS, configMap("a"));
    client.get(CONFIG_MAPS + "/a");
    client.get(CONFIG_MAPS + "/a");
    client.watch(CONFIG_MAPS + "?watch=1&resourceVersion=1").close();

    assertThat(server.requests().count(RequestFilter.to("get", "configmaps"))).isEqualTo(2);
    assertThat(server.requests().count(RequestFilter.to("watch", "*"))).isEqualTo(1);
    assertThat(server.requests().count(RequestFilter.any())).isEqualTo(4);
    assertThat(server.requests().count(RequestFilter.any().by("api-client-test"::equals)))
        .isEqualTo(3);
    assertThat(server.requests().recent())
        .extracting(r -> r.verb() + " " + r.name())
        .containsExactly("create ", "get a", "get a", "watch ");
  }

  private static void awaitStruck(Fault fault) {
    while (fault.struck() == 0) {
      Thread.onSpinWait(); // the test's time limit ends a wait in vain
    }
  }
}
