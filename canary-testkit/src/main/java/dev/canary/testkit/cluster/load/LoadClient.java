package dev.canary.testkit.cluster.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends requests through one proxy of the cluster. */
final class LoadClient implements AutoCloseable {

  private static final int MAX_BODY = 1 << 20;
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http;

  LoadClient(URI proxy) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())))
            .connectTimeout(CONNECT)
            .executor(threads)
            .build();
  }

  /** An answer; a body longer than 1 MiB is cut. */
  record Answer(int status, String body) {}

  Answer send(HttpTemplate template) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(template.url())
            .timeout(template.timeout())
            .method(
                template.method(),
                template.body().isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(template.body()));
    template.headers().forEach(request::header);
    HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      String text = new String(body.readNBytes(MAX_BODY), StandardCharsets.UTF_8);
      return new Answer(answer.statusCode(), text);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }
}
