package dev.canary.testkit.cluster.api.http;

import dev.canary.testkit.cluster.api.registry.Registry;
import dev.canary.testkit.cluster.api.resource.Catalog;
import dev.canary.testkit.cluster.api.store.VersionedStore;
import dev.canary.testkit.cluster.api.traffic.AccessRules;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Finds what a path is about: health, discovery, objects or a watch of them. */
public final class Routes {

  private final VersionedStore store;
  private final Discovery discovery;
  private final OpenApiRoutes openApi;
  private final Reviews reviews;
  private final ObjectRoutes objects;
  private final AtomicLong watchEpoch = new AtomicLong();

  /** Creates the routes to what the catalog serves. */
  public Routes(
      VersionedStore store,
      Catalog catalog,
      Registry registry,
      AccessRules access,
      InstantSource clock) {
    this.store = store;
    this.discovery = new Discovery(catalog);
    this.openApi = new OpenApiRoutes(catalog);
    this.reviews = new Reviews(access);
    this.objects = new ObjectRoutes(catalog, registry, clock);
  }

  /** Ends all watches; clients may start new ones at once. */
  public void endWatches() {
    watchEpoch.incrementAndGet();
    store.wakeWatchers();
  }

  Optional<Watch> watch(Call call) {
    return call.path().flatMap(path -> objects.watch(call, path));
  }

  void stream(Watch watch, OutputStream out) throws IOException, InterruptedException {
    long epoch = watchEpoch.get();
    BooleanSupplier open = () -> watchEpoch.get() == epoch;
    new WatchStream(watch, store, out, open).run();
  }

  Reply reply(Call call) {
    if (call.webSocket()) {
      // A client that tries a WebSocket first falls back to plain HTTP on an ordinary answer.
      return Reply.text(200, "").with("Connection", "close");
    }
    if (call.method().equals("GET") || call.method().equals("HEAD")) {
      Optional<Reply> document = document(call);
      if (document.isPresent()) {
        return document.get();
      }
    }
    ApiPath path = call.path().orElseThrow(ObjectRoutes::noSuchPath);
    return Reviews.answer(path) ? reviewed(call) : objects.reply(call, path);
  }

  private Reply reviewed(Call call) {
    if (!call.method().equals("POST")) {
      throw ObjectRoutes.notAllowed();
    }
    return Reply.json(201, reviews.review(call.tree()));
  }

  private Optional<Reply> document(Call call) {
    return switch (call.rawPath()) {
      case "/healthz", "/readyz", "/livez" -> Optional.of(Reply.text(200, "ok"));
      default ->
          discovery
              .document(call.rawPath())
              .map(document -> Reply.json(200, document))
              .or(() -> openApi.reply(call));
    };
  }
}
