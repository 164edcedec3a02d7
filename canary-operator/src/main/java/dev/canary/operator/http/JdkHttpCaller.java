package dev.canary.operator.http;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.plugin.HttpCaller;
import dev.canary.core.port.PortUnavailable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls over the JDK's client: whole answers within a time and a size, few at a time per host, and
 * never to a guarded address. Redirects are followed up to ten times, each checked like the first.
 */
public final class JdkHttpCaller implements HttpCaller, AutoCloseable {

  private static final int MOST_REDIRECTS = 10;
  private static final ImmutableSet<String> SCHEMES = ImmutableSet.of("http", "https");

  private final HttpLimits limits;
  private final AddressGuard guard;
  private final ProxySelector proxies;
  private final HttpClient verifying;
  private final HttpClient trusting;
  private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();

  /**
   * Creates a caller.
   *
   * @param limits bounds on every call
   * @param proxies which proxy to use; none for calls that do not verify certificates
   * @param allowedHosts hosts that may be called whatever their address
   */
  public JdkHttpCaller(
      HttpLimits limits, ProxySelector proxies, ImmutableSet<String> allowedHosts) {
    this.limits = limits;
    this.proxies = proxies;
    guard = new AddressGuard(allowedHosts);
    verifying = client(limits).proxy(proxies).build();
    trusting = client(limits).sslContext(TrustAll.context()).build();
  }

  private static HttpClient.Builder client(HttpLimits limits) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(limits.connectTimeout())
        .executor(Executors.newVirtualThreadPerTaskExecutor());
  }

  @Override
  public Answer send(Request request) {
    checkScheme(request);
    Semaphore permit =
        permits.computeIfAbsent(
            request.uri().getAuthority(), host -> new Semaphore(limits.callsPerHost()));
    try {
      if (!permit.tryAcquire(request.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
        throw failed(request, "too many calls to this host are in flight", null);
      }
      try {
        return follow(request);
      } finally {
        permit.release();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed(request, "interrupted", interrupted);
    }
  }

  private static void checkScheme(Request request) {
    String scheme = Strings.nullToEmpty(request.uri().getScheme()).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw permanent(request, "unsupported protocol scheme \"" + scheme + "\"");
    }
    if (request.uri().getHost() == null) {
      throw permanent(request, "http: no Host in request URL");
    }
  }

  private Answer follow(Request first) throws InterruptedException {
    long deadline = System.nanoTime() + first.timeout().toNanos();
    Request request = first;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Answer answer = once(request, deadline - System.nanoTime());
      Optional<Request> next = redirected(request, answer);
      if (next.isEmpty()) {
        return answer;
      }
      request = next.get();
    }
    throw permanent(first, "stopped after " + MOST_REDIRECTS + " redirects");
  }

  private static Optional<Request> redirected(Request request, Answer answer) {
    try {
      Optional<Request> next = Redirects.next(request, answer);
      next.ifPresent(JdkHttpCaller::checkScheme);
      return next;
    } catch (IllegalArgumentException malformed) {
      throw permanent(request, "failed to parse Location header: " + malformed.getMessage());
    }
  }

  private Answer once(Request request, long nanosLeft) throws InterruptedException {
    @Nullable CompletableFuture<HttpResponse<String>> call = null;
    try {
      guard.check(request.uri(), request.verifyTls() && proxied(request.uri()));
      HttpClient client = request.verifyTls() ? verifying : trusting;
      call = client.sendAsync(built(request), info -> new LimitedBody(limits.bodyBytes()));
      HttpResponse<String> response = call.get(Math.max(1, nanosLeft), TimeUnit.NANOSECONDS);
      return new Answer(response.statusCode(), headers(response), response.body());
    } catch (TimeoutException late) {
      throw failed(
          request,
          "context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
          late);
    } catch (ExecutionException failure) {
      throw failed(request, cause(request.uri(), Throwables.getRootCause(failure)), failure);
    } catch (IOException | IllegalArgumentException refused) {
      throw failed(request, cause(request.uri(), refused), refused);
    } finally {
      if (call != null) {
        call.cancel(true);
      }
    }
  }

  private boolean proxied(URI uri) {
    return proxies.select(uri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
  }

  private static HttpRequest built(Request request) {
    BodyPublisher body =
        request.body().isEmpty()
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(request.body());
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri()).method(request.method(), body);
    request.headers().forEach(builder::header);
    return builder.build();
  }

  private static ImmutableMap<String, String> headers(HttpResponse<?> response) {
    return response.headers().map().entrySet().stream()
        .collect(
            toImmutableMap(
                entry -> entry.getKey().toLowerCase(Locale.ROOT),
                entry -> entry.getValue().getLast(),
                (first, last) -> last));
  }

  private static String cause(URI uri, Throwable failure) {
    if (failure instanceof ConnectException || failure instanceof ClosedChannelException) {
      return "dial tcp " + uri.getHost() + ":" + port(uri) + ": connect: connection refused";
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  private static PortUnavailable permanent(Request request, String cause) {
    return failed(request, cause, new PermanentFailure(cause));
  }

  private static PortUnavailable failed(Request request, String cause, @Nullable Throwable from) {
    return new PortUnavailable(
        PortUnavailable.Cause.TRANSIENT,
        "%s \"%s\": %s"
            .formatted(capitalized(request.method()), Urls.inCause(request.uri()), cause),
        from);
  }

  private static String capitalized(String method) {
    return method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    verifying.shutdownNow();
    trusting.shutdownNow();
  }
}
