package dev.canary.operator.kube;

import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.JsonException;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists one collection, then follows its changes for as long as it runs: reconnects after pauses
 * that grow, lists again when the server has forgotten the version. One virtual thread.
 */
final class WatchLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WatchLoop.class);

  /** Objects per page of a list; client-go's default. */
  private static final int PAGE = 500;

  private static final int GONE = 410;

  /** Where what is seen goes. */
  interface Sink {
    /** Takes an object that exists. */
    void shown(ObjectKey key, Tree object);

    /** Takes the deletion of an object. */
    void gone(ObjectKey key, String version);

    /** Takes that a list was complete. */
    void listed(Set<ObjectKey> shown, String version);
  }

  private final KubeApi api;
  private final ResourceType type;
  private final String namespace;
  private final WatchLimits limits;
  private final WatchState state;
  private final Sink sink;
  private final boolean probing;
  private final Thread thread;
  private volatile boolean closed;
  private volatile long refusedAt;
  private int page = PAGE;
  private String version = "";
  private Duration pause;

  /**
   * Creates a loop that does not run yet.
   *
   * @param namespace empty for all
   * @param probing whether what is refused is tried again without being asked for
   */
  WatchLoop(
      KubeApi api,
      ResourceType type,
      String namespace,
      WatchLimits limits,
      WatchState state,
      Sink sink,
      boolean probing) {
    this.api = api;
    this.type = type;
    this.namespace = namespace;
    this.limits = limits;
    this.state = state;
    this.sink = sink;
    this.probing = probing;
    pause = firstPause();
    thread = Thread.ofVirtual().name("watch-" + type.plural()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Tries again what was refused, if that is long enough ago. */
  void probe() {
    if (state.refused() && System.nanoTime() - refusedAt > limits.probe().toNanos()) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    while (!closed) {
      try {
        if (version.isEmpty()) {
          list();
        }
        follow();
      } catch (PortUnavailable failure) {
        lost(failure);
      } catch (RuntimeException unreadable) {
        // One event that cannot be read must not end the watch for good: list anew.
        log.error("watch of {} failed; listing again", what(), unreadable);
        version = "";
        lost(String.valueOf(unreadable.getMessage()));
      }
    }
  }

  private void list() {
    Set<ObjectKey> shown = new HashSet<>();
    String next = "";
    String listed;
    do {
      Tree answer = page(next);
      for (Tree item : answer.items("items")) {
        ObjectKey key = key(item);
        shown.add(key);
        sink.shown(key, typed(item));
      }
      listed = answer.textOr("", "metadata", "resourceVersion");
      next = answer.textOr("", "metadata", "continue");
    } while (!next.isEmpty());
    sink.listed(shown, listed);
    version = listed;
    pause = firstPause();
    state.synced();
  }

  private Tree page(String next) {
    try {
      Answer answer = api.list(type, namespace, page, next);
      if (!answer.ok()) {
        throw refusal(answer);
      }
      return answer.tree();
    } catch (BodyTooLarge tooLarge) {
      page = Math.max(1, page / 10);
      throw new PortUnavailable(Cause.TRANSIENT, what() + ": " + tooLarge.getMessage(), tooLarge);
    } catch (JsonException malformed) {
      throw new PortUnavailable(Cause.TRANSIENT, what() + ": " + malformed.getMessage(), malformed);
    }
  }

  private void follow() {
    long start = System.nanoTime();
    Optional<Answer> refused =
        api.watch(type, namespace, version, limits.length(), state::connected, this::event);
    if (refused.isPresent()) {
      throw refusal(refused.get());
    }
    state.disconnected("the watch has ended");
    if (System.nanoTime() - start < firstPause().toNanos()) {
      pause();
    } else {
      pause = firstPause();
    }
  }

  private void event(String line) {
    Tree event = Json.read(line);
    Tree object = event.at("object").orElse(Tree.Obj.EMPTY);
    switch (event.textOr("", "type")) {
      case "ADDED", "MODIFIED" -> sink.shown(key(object), typed(object));
      case "DELETED" -> sink.gone(key(object), versionOf(object));
      case "BOOKMARK" -> {}
      default -> throw refusal(new Answer((int) object.wholeOr(500, "code"), Json.write(object)));
    }
    version = versionOf(object);
  }

  private PortUnavailable refusal(Answer answer) {
    Cause cause =
        switch (answer.code()) {
          case 401, 403 -> Cause.NOT_PERMITTED;
          case 404, 405 -> Cause.NOT_INSTALLED;
          default -> Cause.TRANSIENT;
        };
    if (answer.code() == GONE) {
      version = "";
    }
    String advice =
        switch (cause) {
          case NOT_PERMITTED -> "; " + Refusals.notPermitted(type, namespace);
          case NOT_INSTALLED -> "; " + Refusals.notInstalled(type);
          default -> "";
        };
    return new PortUnavailable(cause, "cannot watch " + what() + ": " + answer.message() + advice);
  }

  private void lost(String why) {
    if (!closed) {
      log.debug("{}", why);
      state.disconnected(why);
      pause();
    }
  }

  private void lost(PortUnavailable failure) {
    switch (failure.reason()) {
      case NOT_INSTALLED, NOT_PERMITTED -> refused(failure);
      default -> lost(failure.text());
    }
  }

  private void refused(PortUnavailable failure) {
    version = "";
    refusedAt = System.nanoTime();
    state.refused(failure.reason(), failure.text());
    log.info("{}", failure.text());
    if (probing) {
      LockSupport.parkNanos(limits.probe().toNanos());
    } else {
      LockSupport.park();
    }
  }

  private void pause() {
    long nanos = pause.toNanos();
    LockSupport.parkNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1));
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(limits.slowest()) > 0 ? limits.slowest() : doubled;
  }

  private Duration firstPause() {
    return limits.slowest().dividedBy(50);
  }

  private ObjectKey key(Tree object) {
    return new ObjectKey(
        type, object.textOr("", "metadata", "namespace"), object.textOr("", "metadata", "name"));
  }

  /** Returns the object with its type, which servers leave out of the items of lists. */
  private Tree typed(Tree object) {
    return object.at("kind").isPresent()
        ? object
        : object.with(type.apiVersion(), "apiVersion").with(type.kind(), "kind");
  }

  private static String versionOf(Tree object) {
    return object.textOr("", "metadata", "resourceVersion");
  }

  private String what() {
    return type.plural() + (namespace.isEmpty() ? "" : " in namespace " + namespace);
  }
}
