package dev.canary.testkit.cluster.api.http;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.registry.Registry;
import dev.canary.testkit.cluster.api.store.Change;
import dev.canary.testkit.cluster.api.store.Changes;
import dev.canary.testkit.cluster.api.store.Listing;
import dev.canary.testkit.cluster.api.store.Stored;
import dev.canary.testkit.cluster.api.store.VersionGoneException;
import dev.canary.testkit.cluster.api.store.VersionedStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of one watch, one JSON document per line, until it ends.
 *
 * <p>A client that left is noticed at the next write, so its watch may wait idle until its time is
 * up; it holds one parked virtual thread.
 */
final class WatchStream {

  /** How often an idle watch that wants bookmarks gets one, as from kube-apiserver. */
  private static final Duration BOOKMARK_INTERVAL = Duration.ofMinutes(1);

  private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

  private final Watch watch;
  private final VersionedStore store;
  private final OutputStream out;
  private final BooleanSupplier open;

  WatchStream(Watch watch, VersionedStore store, OutputStream out, BooleanSupplier open) {
    this.watch = watch;
    this.store = store;
    this.out = out;
    this.open = open;
  }

  /** Writes events until the time is up, the version is gone, or the server closes the watch. */
  void run() throws IOException, InterruptedException {
    long end = System.nanoTime() + watch.lasting().toNanos();
    out.flush();
    try {
      follow(watch.presentFirst() ? present() : watch.from(), end);
    } catch (VersionGoneException gone) {
      send("ERROR", ApiException.expired(watch.from(), gone.oldest()).body());
    }
    out.flush();
  }

  private long present() throws IOException {
    Listing listing = store.list(watch.target().type().storage(), watch.target().namespace());
    for (Stored stored : listing.objects()) {
      if (watch.chosen().test(stored.tree())) {
        sendObject("ADDED", stored.tree());
      }
    }
    if (watch.endMark()) {
      Tree mark = bookmark(listing.version());
      send("BOOKMARK", mark.with("true", "metadata", "annotations", INITIAL_EVENTS_END));
    }
    out.flush();
    return listing.version();
  }

  private void follow(long from, long end)
      throws IOException, InterruptedException, VersionGoneException {
    long version = from;
    long marked = from;
    long nextMark = System.nanoTime() + BOOKMARK_INTERVAL.toNanos();
    while (open.getAsBoolean()) {
      long now = System.nanoTime();
      if (watch.bookmarks() && (now >= nextMark || now >= end) && version > marked) {
        send("BOOKMARK", bookmark(version));
        out.flush();
        marked = version;
      }
      if (now >= end) {
        return;
      }
      nextMark = now >= nextMark ? now + BOOKMARK_INTERVAL.toNanos() : nextMark;
      Duration wait = Duration.ofNanos(Math.max(1, Math.min(end, nextMark) - now));
      Changes changes = store.awaitChanges(watch.target().type().storage(), version, wait);
      for (Change change : changes.changes()) {
        send(change);
      }
      if (!changes.changes().isEmpty()) {
        out.flush();
      }
      version = changes.upTo();
    }
  }

  private void send(Change change) throws IOException {
    boolean was = wanted(change.before());
    boolean is = wanted(change.after());
    if (is && change.after() != null) {
      sendObject(was ? "MODIFIED" : "ADDED", change.after().tree());
    } else if (was && change.before() != null) {
      String version = Long.toString(change.version());
      sendObject("DELETED", change.before().tree().with(version, "metadata", "resourceVersion"));
    }
  }

  private boolean wanted(@Nullable Stored stored) {
    if (stored == null) {
      return false;
    }
    String namespace = watch.target().namespace();
    return (namespace.isEmpty() || namespace.equals(stored.id().namespace()))
        && watch.chosen().test(stored.tree());
  }

  private Tree bookmark(long version) {
    return Tree.members()
        .put("kind", watch.target().type().kind())
        .put("apiVersion", watch.target().apiVersion())
        .put(
            "metadata",
            Tree.members()
                .put("resourceVersion", Long.toString(version))
                .put("creationTimestamp", Tree.Null.NULL)
                .build())
        .build();
  }

  private void sendObject(String type, Tree stored) throws IOException {
    send(type, watch.shape().apply(Registry.outgoing(watch.target(), stored)));
  }

  private void send(String type, Tree object) throws IOException {
    String line = Json.write(Tree.members().put("type", type).put("object", object).build()) + "\n";
    out.write(line.getBytes(StandardCharsets.UTF_8));
  }
}
