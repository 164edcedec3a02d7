package dev.canary.testkit.cluster.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.JsonException;
import dev.canary.core.tree.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A live copy of all objects of one type: listed once, then kept by a watch.
 *
 * <p>A watch that ends is begun again from the last version seen; one that is told 410 lists again.
 * While the server or the type is absent the copy stays as it was last and the mirror tries again,
 * after {@link #FIRST_PAUSE} doubling up to {@link #LONGEST_PAUSE} of real time. Every change is
 * told to the listener on the mirror's own thread, after it can be read.
 */
public final class Mirror implements AutoCloseable {

  static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  /** Hears of changes. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Tells that an object changed.
     *
     * @param before the object before, null if it is new
     * @param after the object now, null if it is gone
     */
    void changed(@Nullable Tree before, @Nullable Tree after);
  }

  private final ApiClient api;
  private final ResourceType type;
  private final Listener listener;
  private final ConcurrentMap<ObjectName, Tree> objects = new ConcurrentHashMap<>();
  private final CountDownLatch listed = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private String version = "";

  /** Prepares to mirror a type, nobody listening; {@link #start} begins. */
  public Mirror(ApiClient api, ResourceType type) {
    this(api, type, (before, after) -> {});
  }

  /** Prepares to mirror a type; {@link #start} begins, and until then nothing is told. */
  public Mirror(ApiClient api, ResourceType type, Listener listener) {
    this.api = api;
    this.type = type;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("mirror-" + type.plural()).unstarted(this::run);
  }

  /**
   * Begins to list and to watch.
   *
   * @throws IllegalThreadStateException if it was begun before
   */
  public Mirror start() {
    thread.start();
    return this;
  }

  /** Returns the object as last seen. */
  public Optional<Tree> get(ObjectName name) {
    return Optional.ofNullable(objects.get(name));
  }

  /** Returns all objects as last seen. */
  public ImmutableList<Tree> all() {
    return ImmutableList.copyOf(objects.values());
  }

  /** Returns the objects of a namespace as last seen. */
  public ImmutableList<Tree> in(String namespace) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().namespace().equals(namespace))
        .map(Map.Entry::getValue)
        .collect(ImmutableList.toImmutableList());
  }

  /** Waits until the objects have been listed once; false if the real time ran out first. */
  public boolean awaitListed(Duration realTimeout) throws InterruptedException {
    return listed.await(realTimeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (closed.getCount() > 0) {
      try {
        if (version.isEmpty()) {
          relist();
        }
        follow();
        pause = FIRST_PAUSE;
      } catch (ApiFailure | IOException | JsonException failure) {
        if (failure instanceof ApiFailure refused && (refused.isGone() || refused.isNotFound())) {
          forget(refused);
        }
        if (paused(pause)) {
          return;
        }
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
      }
    }
  }

  /** A type that is gone takes its objects along; after 410 the next list tells what is left. */
  private void forget(ApiFailure refused) {
    version = "";
    if (refused.isNotFound()) {
      replaceAll(ImmutableMap.of());
    }
  }

  private boolean paused(Duration pause) {
    try {
      return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void relist() {
    ApiClient.Listing listing = api.list(type);
    Map<ObjectName, Tree> fresh = new HashMap<>();
    listing.items().forEach(item -> fresh.put(ObjectName.of(item), typed(item)));
    replaceAll(fresh);
    version = listing.resourceVersion();
    listed.countDown();
  }

  /** Items of a list carry neither kind nor version. */
  private Tree typed(Tree item) {
    return item.with(type.apiVersion(), "apiVersion").with(type.kind(), "kind");
  }

  private void replaceAll(Map<ObjectName, Tree> fresh) {
    for (ObjectName name : ImmutableList.copyOf(objects.keySet())) {
      if (!fresh.containsKey(name)) {
        put(name, null);
      }
    }
    fresh.forEach(this::put);
  }

  private void put(ObjectName name, @Nullable Tree after) {
    Tree before = after == null ? objects.remove(name) : objects.put(name, after);
    if (before == null ? after != null : !before.equals(after)) {
      listener.changed(before, after);
    }
  }

  private void follow() throws IOException {
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(api.watch(type, version), UTF_8))) {
      for (String line = events.readLine(); line != null; line = events.readLine()) {
        if (closed.getCount() == 0) {
          return;
        }
        accept(Json.read(line));
      }
    }
  }

  private void accept(Tree event) {
    Tree object = event.at("object").orElse(Tree.Obj.EMPTY);
    switch (event.textOr("", "type")) {
      case "ADDED", "MODIFIED" -> put(ObjectName.of(object), object);
      case "DELETED" -> put(ObjectName.of(object), null);
      case "BOOKMARK" -> {}
      default ->
          throw new ApiFailure((int) object.wholeOr(0, "code"), object.textOr("", "message"));
    }
    version = object.textOr(version, "metadata", "resourceVersion");
  }

  /** Ends the watch; the copy stays as it was last. Repeating it changes nothing. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
