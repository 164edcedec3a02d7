package dev.canary.operator.http;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.plugin.HttpCaller.Answer;
import dev.canary.core.plugin.HttpCaller.Request;
import java.util.Optional;

/** Follows redirects as clients usually do: 301, 302 and 303 turn into GET, 307 and 308 repeat. */
final class Redirects {

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
    return Optional.of(
        new Request(
            bodiless ? "GET" : request.method(),
            request.uri().resolve(location),
            bodiless ? ImmutableMap.of() : request.headers(),
            bodiless ? "" : request.body(),
            request.timeout(),
            request.verifyTls()));
  }
}
