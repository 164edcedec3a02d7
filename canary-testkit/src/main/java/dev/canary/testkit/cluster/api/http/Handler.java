package dev.canary.testkit.cluster.api.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Reason;
import dev.canary.testkit.cluster.api.traffic.AccessRules;
import dev.canary.testkit.cluster.api.traffic.Effect;
import dev.canary.testkit.cluster.api.traffic.Fault;
import dev.canary.testkit.cluster.api.traffic.Faults;
import dev.canary.testkit.cluster.api.traffic.RequestInfo;
import dev.canary.testkit.cluster.api.traffic.RequestLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Counts each request, lets a scripted fault strike it, and answers it. */
public final class Handler implements HttpHandler {

  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(30);

  private final RequestLog log;
  private final Faults faults;
  private final AccessRules access;
  private final Routes routes;

  /** Creates a handler that answers by the routes. */
  public Handler(RequestLog log, Faults faults, AccessRules access, Routes routes) {
    this.log = log;
    this.faults = faults;
    this.access = access;
    this.routes = routes;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    Call call;
    try {
      call = Call.of(exchange);
    } catch (ApiException refused) {
      write(exchange, Reply.json(refused.code(), refused.body()));
      return;
    }
    RequestInfo info = call.info();
    log.add(info);
    Optional<Fault> fault = faults.strike(info);
    if (fault.isEmpty()) {
      respond(exchange, call, info);
    } else {
      suffer(exchange, call, info, fault.get());
    }
  }

  private void suffer(HttpExchange exchange, Call call, RequestInfo info, Fault fault)
      throws IOException, InterruptedException {
    switch (fault.effect()) {
      case Effect.Delay(Duration by) -> {
        fault.awaitRemoval(by);
        respond(exchange, call, info);
      }
      case Effect.Status status -> write(exchange, scripted(status));
      case Effect.CutBefore() -> {} // closing an exchange without an answer ends its connection
      case Effect.CutAfter() -> reply(call, info); // nobody hears the answer
      case Effect.Silence() -> fault.awaitRemoval(LONGEST_SILENCE);
    }
  }

  private static Reply scripted(Effect.Status status) {
    ApiException failure =
        ApiException.ofCode(status.code(), "a fault scripted by the test: " + status.code());
    Reply reply = Reply.json(status.code(), failure.body());
    return status.retryAfterSeconds().isPresent()
        ? reply.with("Retry-After", Integer.toString(status.retryAfterSeconds().getAsInt()))
        : reply;
  }

  private void respond(HttpExchange exchange, Call call, RequestInfo info)
      throws IOException, InterruptedException {
    Optional<Watch> watch;
    try {
      permit(info);
      watch = routes.watch(call);
    } catch (ApiException refused) {
      write(exchange, Reply.json(refused.code(), refused.body()));
      return;
    }
    if (watch.isPresent()) {
      exchange.getResponseHeaders().set("Content-Type", Reply.JSON);
      exchange.sendResponseHeaders(200, 0);
      routes.stream(watch.get(), exchange.getResponseBody());
    } else {
      write(exchange, reply(call, info));
    }
  }

  private Reply reply(Call call, RequestInfo info) {
    try {
      permit(info);
      return routes.reply(call);
    } catch (ApiException refused) {
      return Reply.json(refused.code(), refused.body());
    } catch (IllegalArgumentException misshapen) { // a field has another type than it must have
      return failed(Reason.BAD_REQUEST, misshapen);
    } catch (RuntimeException bug) {
      return failed(Reason.INTERNAL_ERROR, bug);
    }
  }

  private static Reply failed(Reason reason, RuntimeException cause) {
    ApiException failure = ApiException.of(reason, String.valueOf(cause));
    return Reply.json(failure.code(), failure.body());
  }

  private void permit(RequestInfo info) {
    if (!access.allows(info.verb(), info.group(), info.resource(), info.namespace())) {
      throw ApiException.of(
          Reason.FORBIDDEN,
          "%s \"%s\" is forbidden: cannot %s resource \"%s\" in API group \"%s\""
              .formatted(info.resource(), info.name(), info.verb(), info.resource(), info.group()));
    }
  }

  private static void write(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.code(), none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
    }
  }
}
