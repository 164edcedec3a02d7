package dev.canary.testkit.cluster.api.http;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.registry.Registry;
import dev.canary.testkit.cluster.api.resource.Catalog;
import dev.canary.testkit.cluster.api.store.VersionedStore;
import dev.canary.testkit.cluster.api.traffic.AccessRules;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Finds what a path is about: health, discovery, objects or a watch of them. */
public final class Routes {

  private final VersionedStore store;
  private final Discovery discovery;
  private final ObjectRoutes objects;
  private final AtomicLong watchEpoch = new AtomicLong();

  /** Creates the routes to what the catalog serves. */
  public Routes(VersionedStore store, Catalog catalog, Registry registry, AccessRules access) {
    this.store = store;
    this.discovery = new Discovery(catalog);
    this.objects = new ObjectRoutes(catalog, registry, new Reviews(access));
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
    switch (call.rawPath()) {
      case "/healthz", "/readyz", "/livez" -> {
        return Reply.text(200, "ok");
      }
      default -> {}
    }
    if (call.method().equals("GET") || call.method().equals("HEAD")) {
      Optional<Tree> document = discovery.document(call.rawPath());
      if (document.isPresent()) {
        return Reply.json(200, document.get());
      }
    }
    return call.path().map(path -> objects.reply(call, path)).orElseThrow(ObjectRoutes::noSuchPath);
  }
}
