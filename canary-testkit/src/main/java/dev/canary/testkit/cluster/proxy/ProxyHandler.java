package dev.canary.testkit.cluster.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.primitives.Ints;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.canary.testkit.cluster.proxy.istio.Decision;
import dev.canary.testkit.cluster.proxy.istio.MeshRequest;
import dev.canary.testkit.cluster.proxy.istio.MeshRequest.Entry;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Takes requests at one entry of the mesh and has them routed. */
final class ProxyHandler implements HttpHandler {

  /** The longest request body, in bytes. */
  static final int MAX_BODY = 1 << 20;

  /** How many proxies a request may pass. */
  static final int MAX_HOPS = 5;

  private static final int MOST_AT_ONCE = 512;

  private static final int TOO_LARGE = 413;
  private static final int BAD_GATEWAY = 502;
  private static final int UNAVAILABLE = 503;
  private static final int LOOP = 508;

  private final Entry entry;
  private final Source source;
  private final String namespace;
  private final Router router;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);

  /**
   * Creates the handler of an entry.
   *
   * @param namespace where short names of Services are looked up
   */
  ProxyHandler(Entry entry, Source source, String namespace, Router router) {
    this.entry = entry;
    this.source = source;
    this.namespace = namespace;
    this.router = router;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Body body = Body.read(exchange.getRequestBody(), MAX_BODY);
      if (!room.tryAcquire()) {
        Reply.text(UNAVAILABLE, "overflow: " + MOST_AT_ONCE + " requests at once").send(exchange);
        return;
      }
      try {
        reply(exchange, body).send(exchange);
      } finally {
        room.release();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(HttpExchange exchange, Body body) throws InterruptedException {

    if (body.length() > MAX_BODY) {
      return Reply.text(TOO_LARGE, "the body is longer than " + MAX_BODY + " bytes");
    }
    Incoming incoming = incoming(exchange, body);
    if (incoming.hops() >= MAX_HOPS) {
      return Reply.text(
          LOOP, "%s came around %d times".formatted(incoming.request().authority(), MAX_HOPS));
    }
    Authority named = Authority.parse(incoming.request().authority()).resolved(namespace);
    Optional<Reply> virtual = router.toVirtualHost(named, incoming);
    return virtual.isPresent() ? virtual.get() : routed(incoming);
  }

  private Reply routed(Incoming incoming) throws InterruptedException {
    return switch (router.decide(incoming.request())) {
      case Decision.Forward forward -> router.forward(incoming, forward);
      case Decision.Redirect(int status, String location) ->
          new Reply(status, ImmutableListMultimap.of("location", location), Body.EMPTY);
      case Decision.Answer(int status, String text) -> Reply.text(status, text);
      case Decision.Direct() ->
          router.knows(incoming.request().host())
              ? router.forward(incoming, Forwarder.direct(incoming))
              : outside(incoming);
    };
  }

  /** A name that is no Service leads out of the mesh, and in again if the gateway serves it. */
  private Reply outside(Incoming incoming) throws InterruptedException {
    Incoming entering = incoming.throughGateway();
    return router.gatewayServes(entering.request())
        ? routed(entering)
        : Reply.text(BAD_GATEWAY, unknown(incoming.request()));
  }

  private String unknown(MeshRequest request) {
    return "unknown host %s: there is no Service of that name and no gateway serves it (short names are looked up in %s)"
        .formatted(request.authority(), namespace);
  }

  /** The authority of an absolute request target wins over the Host header (RFC 9112, 3.2.2). */
  private Incoming incoming(HttpExchange exchange, Body body) {
    ImmutableListMultimap<String, String> headers = Message.headers(exchange.getRequestHeaders());
    String written =
        Optional.ofNullable(exchange.getRequestURI().getRawAuthority())
            .orElseGet(() -> headers.get("host").stream().findFirst().orElse(""));
    Authority authority = Authority.parse(written);
    String resolved = authority.serviceHost(namespace);
    boolean service = entry == Entry.MESH || router.knows(resolved);
    String rawPath = Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), "");
    MeshRequest request =
        new MeshRequest(
            entry,
            written,
            service ? resolved : authority.host(),
            authority.port(),
            exchange.getRequestMethod(),
            rawPath.isEmpty() ? "/" : rawPath,
            Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
            headers);
    return new Incoming(request, body, source, hops(headers));
  }

  private static int hops(ImmutableListMultimap<String, String> headers) {
    return headers.get(Message.HOPS).stream()
        .filter(text -> US_ASCII.newEncoder().canEncode(text))
        .map(Ints::tryParse)
        .filter(Objects::nonNull)
        .mapToInt(hops -> hops)
        .max()
        .orElse(0);
  }
}
