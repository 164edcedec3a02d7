package dev.canary.operator.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.canary.operator.config.Environment;
import dev.canary.operator.crd.Definitions;
import dev.canary.operator.process.Await;
import dev.canary.operator.process.Configs;
import dev.canary.operator.process.OperatorProcess;
import dev.canary.operator.schedule.SystemTimers;
import dev.canary.testkit.cluster.api.ApiServer;
import dev.canary.testkit.cluster.api.ApiServerConfig;
import dev.canary.testkit.cluster.api.traffic.RequestFilter;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The production injector: everything is bound, nothing by accident, and it runs and ends. */
class WiringTest {

  @Test
  void process_isCompleteStartsAndEnds() throws IOException, InterruptedException {
    try (ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS);
        SystemTimers timers = new SystemTimers();
        HttpClient client = HttpClient.newHttpClient()) {
      new Definitions().all().forEach(server.objects()::apply);
      Environment environment = new Environment(timers, ProxySelector.of(null), told -> {});

      OperatorProcess process = Wiring.process(Configs.istio(server.url()), environment);
      URI endpoint = URI.create("http://127.0.0.1:" + process.port());
      assertThat(get(client, endpoint.resolve("/healthz")).statusCode()).isEqualTo(200);
      assertThat(get(client, endpoint.resolve("/readyz")).statusCode()).isEqualTo(503);
      process.start(() -> {});

      assertThat(get(client, endpoint.resolve("/readyz")).statusCode()).isEqualTo(200);
      assertThat(get(client, endpoint.resolve("/metrics")).body()).contains("flagger_info{");
      Await.until(
          "canaries are watched",
          () -> server.requests().count(RequestFilter.to("watch", "canaries")) > 0);

      process.close();
      process.close();
      assertThatIOException().isThrownBy(() -> get(client, endpoint.resolve("/healthz")));
    }
  }

  private static HttpResponse<String> get(HttpClient client, URI uri)
      throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
