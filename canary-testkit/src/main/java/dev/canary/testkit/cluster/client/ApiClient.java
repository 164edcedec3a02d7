package dev.canary.testkit.cluster.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Talks plain Kubernetes REST to an API server, one HTTP request per call.
 *
 * <p>Every failure is an {@link ApiFailure}; nothing is retried. Requests end after {@link
 * #TIMEOUT} of real time. All methods may be called by any thread.
 */
public final class ApiClient implements AutoCloseable {

  /** How long one request may take, in real time; watches are not limited. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int OK = 200;
  private static final int ERRORS = 400;

  private final URI server;
  private final String userAgent;
  private final ExecutorService threads;
  private final HttpClient http;

  /**
   * Creates a client; nothing is sent yet.
   *
   * @param userAgent who asks, for the server's request log
   */
  public ApiClient(URI server, String userAgent) {
    this.server = server;
    this.userAgent = userAgent;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .executor(threads)
            .build();
  }

  /** A list of objects and the version at which it was true. */
  public record Listing(ImmutableList<Tree> items, String resourceVersion) {}

  /** Returns the objects of all namespaces. */
  public Listing list(ResourceType type) {
    return listing(ApiPaths.all(type));
  }

  /** Returns the objects of one namespace. */
  public ImmutableList<Tree> listIn(ResourceType type, String namespace) {
    return listing(ApiPaths.in(type, namespace)).items();
  }

  private Listing listing(String path) {
    Tree list = call("GET", path, "", "");
    return new Listing(list.items("items"), list.textOr("", "metadata", "resourceVersion"));
  }

  /** Returns the object, if it exists. */
  public Optional<Tree> get(ResourceType type, ObjectName name) {
    try {
      return Optional.of(call("GET", ApiPaths.one(type, name), "", ""));
    } catch (ApiFailure absent) {
      if (absent.isNotFound()) {
        return Optional.empty();
      }
      throw absent;
    }
  }

  /** Creates the object in the namespace it names and returns it as stored. */
  public Tree create(ResourceType type, Tree object) {
    String path = ApiPaths.in(type, ObjectName.of(object).namespace());
    return call("POST", path, Json.write(object), "application/json");
  }

  /** Replaces the object, if it still has the version that the replacement carries. */
  public Tree replace(ResourceType type, Tree object) {
    String path = ApiPaths.one(type, ObjectName.of(object));
    return call("PUT", path, Json.write(object), "application/json");
  }

  /**
   * Replaces the status of the object, if it still has the version that the replacement carries.
   */
  public Tree replaceStatus(ResourceType type, Tree object) {
    String path = ApiPaths.one(type, ObjectName.of(object)) + "/status";
    return call("PUT", path, Json.write(object), "application/json");
  }

  /** Merges the patch (RFC 7386) into the object. */
  public Tree patch(ResourceType type, ObjectName name, Tree patch) {
    return call(
        "PATCH", ApiPaths.one(type, name), Json.write(patch), "application/merge-patch+json");
  }

  /** Deletes the object; one that does not exist is no failure. */
  public void delete(ResourceType type, ObjectName name) {
    try {
      call("DELETE", ApiPaths.one(type, name), "", "");
    } catch (ApiFailure failure) {
      if (!failure.isNotFound()) {
        throw failure;
      }
    }
  }

  /** Returns the events after the version, one JSON document a line, until the stream is closed. */
  InputStream watch(ResourceType type, String resourceVersion) {
    String path =
        ApiPaths.all(type)
            + "?watch=true&allowWatchBookmarks=true&resourceVersion="
            + resourceVersion;
    HttpRequest request = request(path).GET().build();
    try {
      HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
      if (answer.statusCode() != OK) {
        try (InputStream body = answer.body()) {
          throw failure("WATCH", path, answer.statusCode(), new String(body.readAllBytes(), UTF_8));
        }
      }
      return answer.body();
    } catch (IOException e) {
      throw new ApiFailure("WATCH %s got no answer: %s".formatted(path, e), e);
    } catch (InterruptedException e) {
      throw interrupted("WATCH", path, e);
    }
  }

  private Tree call(String method, String path, String body, String contentType) {
    HttpRequest.Builder request = request(path).timeout(TIMEOUT);
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    request.method(
        method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= ERRORS) {
        throw failure(method, path, answer.statusCode(), answer.body());
      }
      return Json.read(answer.body());
    } catch (IOException e) {
      throw new ApiFailure("%s %s got no answer: %s".formatted(method, path, e), e);
    } catch (InterruptedException e) {
      throw interrupted(method, path, e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .header("Accept", "application/json")
        .header("User-Agent", userAgent);
  }

  private static ApiFailure failure(String method, String path, int status, String body) {
    return new ApiFailure(
        status, "%s %s was answered %d: %s".formatted(method, path, status, body));
  }

  private static ApiFailure interrupted(String method, String path, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new ApiFailure("%s %s was interrupted".formatted(method, path), cause);
  }

  /** Ends all requests and watches. Repeating it changes nothing. */
  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }
}
