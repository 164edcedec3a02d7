package dev.canary.testkit.cluster.proxy;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends requests to servers on loopback. */
final class Upstream implements AutoCloseable {

  /** The longest answer that is passed on, in bytes. */
  static final int MAX_BODY = 8 << 20;

  private static final Duration CONNECT = Duration.ofSeconds(1);

  /**
   * A request to be sent.
   *
   * @param timeout real time until the answer's headers are here
   */
  record Outgoing(
      String method, URI uri, ListMultimap<String, String> headers, Body body, Duration timeout) {}

  /** What came of a request. */
  sealed interface Outcome {

    /** An answer. */
    record Answered(int status, ImmutableListMultimap<String, String> headers, Body body)
        implements Outcome {}

    /** There was no connection: the request was not seen by anybody. */
    record NotConnected(String reason) implements Outcome {}

    /** The connection ended, or the answer was too long: the request may have been worked on. */
    record Broken(String reason) implements Outcome {}

    /** The time was up. */
    record TimedOut(Duration after) implements Outcome {}
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .executor(threads)
          .build();

  Outcome send(Outgoing outgoing) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(outgoing.uri())
            .timeout(outgoing.timeout())
            .method(outgoing.method(), outgoing.body().publisher());
    outgoing.headers().forEach(request::header);
    try {
      HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
      return read(answer);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Outcome.NotConnected(e.toString());
    } catch (HttpTimeoutException e) {
      return new Outcome.TimedOut(outgoing.timeout());
    } catch (IOException e) {
      return new Outcome.Broken(e.toString());
    }
  }

  private static Outcome read(HttpResponse<InputStream> answer) throws IOException {
    try (InputStream body = answer.body()) {
      Body bytes = Body.read(body, MAX_BODY);
      return bytes.length() > MAX_BODY
          ? new Outcome.Broken("the answer is longer than " + MAX_BODY + " bytes")
          : new Outcome.Answered(
              answer.statusCode(), Message.headers(answer.headers().map()), bytes);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }
}
