package dev.canary.testkit.cluster.prometheus.scrape;

import com.google.common.collect.ImmutableList;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks targets for their samples. Redirects are not followed. */
final class TargetClient implements AutoCloseable {
  /** The longest body that is read; 4 MiB is about 30,000 samples. */
  static final long MAX_BODY_BYTES = 4 << 20;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Duration timeout;

  /**
   * Creates a client.
   *
   * @param timeout real time for one whole request, body included
   */
  TargetClient(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Returns the samples that the target shows now.
   *
   * @throws ScrapeException if it does not answer 200 in time with a body in the format
   */
  ImmutableList<ScrapedSample> samples(URI target) throws ScrapeException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .header("Accept", "text/plain;version=0.0.4;q=1,*/*;q=0.1")
            .header("User-Agent", "canary-testkit")
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, head -> new LimitedBody(MAX_BODY_BYTES));
    try {
      HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new ScrapeException("server returned HTTP status " + response.statusCode());
      }
      return Exposition.parse(response.body());
    } catch (TimeoutException e) {
      throw new ScrapeException("no complete answer within " + timeout, e);
    } catch (ExecutionException e) {
      throw new ScrapeException(String.valueOf(e.getCause()), e);
    } finally {
      answer.cancel(true);
    }
  }

  /** Breaks off all requests. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
