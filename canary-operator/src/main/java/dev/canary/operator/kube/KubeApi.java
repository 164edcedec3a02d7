package dev.canary.operator.kube;

import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Requests to one API server, as the client library authenticates and routes them. An answer of any
 * status is a value; no answer within the time limit is {@link PortUnavailable} with cause {@code
 * TRANSIENT}. Nothing is retried here.
 *
 * <p>Safe for all threads; a request blocks its thread.
 */
public final class KubeApi {

  /** Longest a request may take; API servers give up after 60 s themselves. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Largest body accepted, in bytes; an object itself is at most about 1.5 MiB. */
  static final int MAX_BODY = 32 << 20;

  /** Who owns the fields that we write, as the reference names itself. */
  private static final String MANAGER = "?fieldManager=flagger";

  private final HttpClient http;
  private final String base;
  private final RateLimit limit;
  private final Duration timeout;

  /** Creates requests over a client; it stays the caller's to close. */
  public KubeApi(KubernetesClient client) {
    this(client, RateLimit.NONE);
  }

  /** Creates requests over a client, no more of them than the limit lets through. */
  public KubeApi(KubernetesClient client, RateLimit limit) {
    this(client.getHttpClient(), base(client.getMasterUrl().toString()), limit, TIMEOUT);
  }

  private KubeApi(HttpClient http, String base, RateLimit limit, Duration timeout) {
    this.http = http;
    this.base = base;
    this.limit = limit;
    this.timeout = timeout;
  }

  /** Returns the same with another time limit for each request. */
  public KubeApi within(Duration most) {
    return new KubeApi(http, base, limit, most);
  }

  private static String base(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Reads any path of the API server. */
  Answer get(String path) {
    return send(request(path).build(), "GET " + path);
  }

  /** Creates an object. */
  Answer create(ObjectKey key, Tree object) {
    String path = ApiPaths.collection(key.type(), key.namespace());
    return write("POST", path + MANAGER, "application/json", object);
  }

  /**
   * Changes an object by a JSON merge patch.
   *
   * @param subresource such as {@code /status}; empty for the object itself
   */
  Answer patch(ObjectKey key, String subresource, Tree patch) {
    String path = ApiPaths.object(key) + subresource;
    return write("PATCH", path + MANAGER, "application/merge-patch+json", patch);
  }

  /** Deletes an object that still has the unique id and the version; empty ones do not count. */
  Answer delete(ObjectKey key, String uid, String version) {
    Tree.Members preconditions = Tree.members();
    if (!uid.isEmpty()) {
      preconditions.put("uid", uid);
    }
    if (!version.isEmpty()) {
      preconditions.put("resourceVersion", version);
    }
    // The body is never empty: the JDK transport sends a DELETE without one as GET.
    Tree options =
        Tree.members()
            .put("kind", "DeleteOptions")
            .put("apiVersion", "v1")
            .put("propagationPolicy", "Background")
            .put("preconditions", preconditions.build())
            .build();
    return write("DELETE", ApiPaths.object(key), "application/json", options);
  }

  /** Returns one page of a collection. */
  Answer list(ResourceType type, String namespace, int most, String next) {
    String page = next.isEmpty() ? "" : "&continue=" + ApiPaths.escaped(next);
    return get(ApiPaths.collection(type, namespace) + "?limit=" + most + page);
  }

  /**
   * Follows the changes of a collection until the server ends the stream, the time is over, or the
   * thread is interrupted.
   *
   * @param version after which changes are told
   * @param opened runs when the server has agreed
   * @param line takes one event as JSON; what it throws ends the stream and is thrown here
   * @return the answer if the server did not agree
   * @throws PortUnavailable if the connection was lost, or nothing came from the server for longer
   *     than it may be silent
   */
  Optional<Answer> watch(
      ResourceType type,
      String namespace,
      String version,
      Duration most,
      Runnable opened,
      Consumer<String> line) {
    String path =
        ApiPaths.collection(type, namespace)
            + "?watch=true&allowWatchBookmarks=true&resourceVersion="
            + ApiPaths.escaped(version)
            + "&timeoutSeconds="
            + most.toSeconds();
    LineReader lines = new LineReader(line, MAX_BODY);
    String doing = "GET " + path;
    HttpResponse<AsyncBody> response = open(request(path).forStreaming().build(), lines, doing);
    if (!HttpResponse.isSuccessful(response.code())) {
      lines.collectAll();
      finish(response.body(), timeout, doing);
      return Optional.of(new Answer(response.code(), lines.rest()));
    }
    opened.run();
    try {
      finish(response.body(), most.plus(timeout), doing);
    } finally {
      lines.rethrow();
    }
    return Optional.empty();
  }

  private Answer write(String method, String path, String mediaType, Tree body) {
    HttpRequest request = request(path).method(method, mediaType, Json.write(body)).build();
    return send(request, method + " " + path);
  }

  private HttpRequest.Builder request(String path) {
    return http.newHttpRequestBuilder().uri(base + path).setHeader("Accept", "application/json");
  }

  private Answer send(HttpRequest request, String doing) {
    limit.acquire();
    LineReader body = new LineReader(line -> {}, MAX_BODY);
    body.collectAll();
    HttpResponse<AsyncBody> response = open(request, body, doing);
    try {
      finish(response.body(), timeout, doing);
    } finally {
      body.rethrow();
    }
    return new Answer(response.code(), body.rest());
  }

  private HttpResponse<AsyncBody> open(HttpRequest request, LineReader consumer, String doing) {
    CompletableFuture<HttpResponse<AsyncBody>> answer;
    try {
      answer = http.consumeBytes(request, consumer);
    } catch (RejectedExecutionException | IllegalStateException closed) {
      throw unanswered(doing, "the client is closed", closed);
    }
    try {
      return await(answer, timeout, doing);
    } catch (PortUnavailable failure) {
      var unused = answer.thenAccept(late -> late.body().cancel());
      throw failure;
    }
  }

  private static void finish(AsyncBody body, Duration most, String doing) {
    boolean whole = false;
    try {
      body.consume();
      Object unused = await(body.done(), most, doing);
      whole = true;
    } finally {
      if (!whole) {
        body.cancel();
      }
    }
  }

  private static <T> T await(CompletableFuture<T> future, Duration most, String doing) {
    try {
      return future.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw unanswered(doing, "no answer within " + most.toSeconds() + " s", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unanswered(doing, "interrupted", stopped);
    } catch (ExecutionException | CancellationException failed) {
      Throwable cause = failed.getCause();
      throw unanswered(doing, String.valueOf(cause == null ? failed : cause), failed);
    }
  }

  private static PortUnavailable unanswered(String doing, String why, Throwable cause) {
    return new PortUnavailable(
        Cause.TRANSIENT, "the API server did not answer " + doing + ": " + why, cause);
  }
}
