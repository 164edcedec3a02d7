package dev.canary.operator.http;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.plugin.HttpCaller.Answer;
import dev.canary.core.plugin.HttpCaller.Request;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Follows redirects as clients usually do: 301, 302 and 303 turn into GET, 307 and 308 repeat. */
final class Redirects {

  private static final ImmutableSet<String> CREDENTIALS =
      ImmutableSet.of("authorization", "cookie", "proxy-authorization", "www-authenticate");

  private Redirects() {}

  /** Returns the request that the answer redirects to, or empty if it is no redirect. */
  static Optional<Request> next(Request request, Answer answer) {
    String location = answer.headers().get("location");
    boolean repeats = answer.status() == 307 || answer.status() == 308;
    boolean gets = answer.status() >= 301 && answer.status() <= 303;
    if (location == null || !(repeats || gets)) {
      return Optional.empty();
    }
    boolean bodiless = gets && !request.method().equals("HEAD");
    URI target = request.uri().resolve(location);
    return Optional.of(
        new Request(
            bodiless ? "GET" : request.method(),
            target,
            headers(request, target, bodiless),
            bodiless ? "" : request.body(),
            request.timeout(),
            request.verifyTls()));
  }

  /** Credentials stay with the host they are for; without a body there is no type of it. */
  private static ImmutableMap<String, String> headers(
      Request request, URI target, boolean bodiless) {
    boolean sameHost = Objects.equals(request.uri().getHost(), target.getHost());
    return request.headers().entrySet().stream()
        .filter(header -> sameHost || !CREDENTIALS.contains(lower(header.getKey())))
        .filter(header -> !bodiless || !lower(header.getKey()).startsWith("content-"))
        .collect(toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
