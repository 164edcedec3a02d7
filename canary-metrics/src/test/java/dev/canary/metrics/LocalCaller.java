package dev.canary.metrics;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.plugin.HttpCaller;
import dev.canary.core.port.PortUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Calls over the JDK's client with the limits that the port demands, and nothing more. */
public final class LocalCaller implements HttpCaller, AutoCloseable {

  private static final int MOST_BYTES = 64 * 1024;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Duration longest;

  /** Creates a caller that waits at most that long, whatever a request allows. */
  public LocalCaller(Duration longest) {
    this.longest = longest;
  }

  @Override
  public Answer send(Request request) {
    Duration timeout = request.timeout().compareTo(longest) < 0 ? request.timeout() : longest;
    HttpRequest.Builder built = HttpRequest.newBuilder(request.uri()).timeout(timeout);
    request.headers().forEach(built::header);
    try {
      HttpResponse<InputStream> response = client.send(built.build(), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return new Answer(response.statusCode(), headers(response), read(body));
      }
    } catch (IOException failure) {
      throw unavailable(request, String.valueOf(failure.getMessage()), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable(request, "interrupted", interrupted);
    }
  }

  private static String read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException("the body is larger than " + MOST_BYTES + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ImmutableMap<String, String> headers(HttpResponse<?> response) {
    return response.headers().map().entrySet().stream()
        .collect(toImmutableMap(Map.Entry::getKey, entry -> entry.getValue().getLast()));
  }

  private static PortUnavailable unavailable(Request request, String why, Exception cause) {
    return new PortUnavailable(
        PortUnavailable.Cause.TRANSIENT, "Get \"" + request.uri() + "\": " + why, cause);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
