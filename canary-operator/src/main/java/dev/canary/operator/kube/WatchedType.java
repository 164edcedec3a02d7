package dev.canary.operator.kube;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortException;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.JsonException;
import dev.canary.core.tree.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The objects of one type in one scope: what the watch showed, what our writes made of it, and what
 * had to be asked for. Never older than the last write that went through it.
 */
final class WatchedType implements AutoCloseable {

  private final KubeApi api;
  private final ResourceType type;
  private final Retention retention;
  private final WatchState state;
  private final ObjectCache cache;
  private final WatchLoop loop;
  private final Consumer<ObjectKey> changed;
  private final boolean eager;

  /**
   * Starts watching.
   *
   * @param namespace empty for all
   * @param retention what is kept of the objects
   * @param changed takes the key of each object that others created, changed in a way that matters,
   *     or deleted; is quick
   * @param eager whether the objects of the first list are told as well, and what is refused is
   *     tried again without being asked for
   */
  static WatchedType start(
      KubeApi api,
      ResourceType type,
      String namespace,
      Retention retention,
      WatchLimits limits,
      Consumer<ObjectKey> changed,
      boolean eager) {
    WatchedType watched = new WatchedType(api, type, namespace, retention, limits, changed, eager);
    watched.loop.start();
    return watched;
  }

  private WatchedType(
      KubeApi api,
      ResourceType type,
      String namespace,
      Retention retention,
      WatchLimits limits,
      Consumer<ObjectKey> changed,
      boolean eager) {
    this.api = api;
    this.type = type;
    this.retention = retention;
    this.changed = changed;
    this.eager = eager;
    cache = new ObjectCache(retention);
    String where = namespace.isEmpty() ? "" : " in namespace " + namespace;
    state = new WatchState(type.plural() + " of " + type.apiVersion() + where, limits);
    loop = new WatchLoop(api, type, namespace, limits, state, new Intake(), eager);
  }

  /** Waits until what is known may be acted on, or throws why it may not. */
  void check() {
    loop.probe();
    state.check();
  }

  /** Waits until everything was seen once, or throws why it was not. */
  void checkSeen() {
    loop.probe();
    state.checkSeen();
  }

  /** Returns the object as known; of the API server only if its content is not kept. */
  Optional<Tree> find(ObjectKey key) {
    return cache.ask(key).flatMap(known -> known.tree().or(() -> fetch(key, known.version())));
  }

  /** Returns the keys of all objects known. */
  ImmutableList<ObjectKey> keys() {
    return cache.keys();
  }

  /** Returns the keys of the objects that the owner may control. */
  ImmutableList<ObjectKey> ownedBy(String namespace, String ownerUid) {
    return cache.all().entrySet().stream()
        .filter(entry -> entry.getKey().namespace().equals(namespace))
        .filter(
            entry ->
                entry.getValue().controller().equals(ownerUid)
                    || entry.getValue().version().equals(CachedObject.UNKNOWN))
        .map(Map.Entry::getKey)
        .collect(toImmutableList());
  }

  /**
   * Writes an object and takes the answer.
   *
   * @param doing for messages, as in {@code update Service shop.test}
   * @return the object as the cluster made it, without what is not kept
   */
  Tree write(ObjectKey key, String doing, Supplier<Answer> request) {
    return write(Optional.of(this), key, doing, request);
  }

  /** Deletes an object; one that is gone is no error. */
  void delete(ObjectKey key, String uid, String version) {
    delete(Optional.of(this), api, key, uid, version);
  }

  /** Writes an object whether or not its type is watched. */
  static Tree write(
      Optional<WatchedType> watched, ObjectKey key, String doing, Supplier<Answer> request) {
    watched.ifPresent(it -> it.cache.writing(key));
    Optional<String> made = Optional.empty();
    try {
      Tree result = result(request.get(), doing, key.type());
      made = result.text("metadata", "resourceVersion");
      return watched
          .map(it -> it.taken(key, result))
          .orElseGet(() -> new Retention(key.type()).strip(result));
    } catch (Conflict | PortUnavailable failure) {
      watched.ifPresent(it -> it.cache.suspect(key));
      throw failure;
    } finally {
      Optional<String> version = made;
      watched.ifPresent(it -> it.ended(key, version));
    }
  }

  /** Deletes an object whether or not its type is watched. */
  static void delete(
      Optional<WatchedType> watched, KubeApi api, ObjectKey key, String uid, String version) {
    watched.ifPresent(it -> it.cache.writing(key));
    try {
      Answer answer = api.delete(key, uid, version);
      if (answer.ok()) {
        Tree left = tree(answer, "delete " + key);
        watched.ifPresent(it -> it.takeDeletion(key, left, version));
      } else if (answer.code() == 404 && answer.aboutObject()) {
        watched.ifPresent(it -> it.cache.deleted(key, version));
      } else {
        throw Refusals.of(answer, "delete " + key, key.type());
      }
    } catch (PortException failure) {
      watched.ifPresent(it -> it.cache.suspect(key));
      throw failure;
    } finally {
      watched.ifPresent(it -> it.ended(key, Optional.empty()));
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  private Tree taken(ObjectKey key, Tree object) {
    Tree stripped = retention.strip(object);
    if (isGone(object)) {
      cache.deleted(key, object.textOr("", "metadata", "resourceVersion"));
    } else {
      boolean unused = cache.offer(key, stripped);
    }
    return stripped;
  }

  private void takeDeletion(ObjectKey key, Tree left, String version) {
    if (left.textOr("", "kind").equals("Status") || isGone(left) || !isDeleting(left)) {
      cache.deleted(key, version);
    } else {
      boolean unused = cache.offer(key, retention.strip(left));
    }
  }

  /** A finalizer taken off last ends an object that waits for its deletion. */
  private static boolean isGone(Tree object) {
    return isDeleting(object) && object.items("metadata", "finalizers").isEmpty();
  }

  private static boolean isDeleting(Tree object) {
    return object.text("metadata", "deletionTimestamp").isPresent();
  }

  private void ended(ObjectKey key, Optional<String> version) {
    if (cache.written(key, version.orElse(null))) {
      changed.accept(key);
    }
  }

  private Optional<Tree> fetch(ObjectKey key, String version) {
    Answer answer = api.get(ApiPaths.object(key));
    if (answer.code() == 404 && answer.aboutObject()) {
      cache.absent(key, version);
      return Optional.empty();
    }
    Tree stripped = retention.strip(result(answer, "read " + key, type));
    boolean unused = cache.offer(key, stripped);
    return Optional.of(stripped);
  }

  private static Tree result(Answer answer, String doing, ResourceType type) {
    if (!answer.ok()) {
      throw Refusals.of(answer, doing, type);
    }
    return tree(answer, doing);
  }

  private static Tree tree(Answer answer, String doing) {
    try {
      return answer.tree();
    } catch (JsonException malformed) {
      throw new PortUnavailable(
          Cause.TRANSIENT, "cannot read the answer to " + doing + ": " + malformed.getMessage());
    }
  }

  /** What the watch shows goes into the cache; what matters of it is told on. */
  private final class Intake implements WatchLoop.Sink {
    @Override
    public void shown(ObjectKey key, Tree object) {
      boolean silent = !eager && state.syncing(); // whoever asked waits for the first list
      if (cache.offer(key, retention.strip(object)) && !silent) {
        changed.accept(key);
      }
    }

    @Override
    public void gone(ObjectKey key, String version) {
      if (cache.gone(key, version)) {
        changed.accept(key);
      }
    }

    @Override
    public void listed(Set<ObjectKey> shown, String version) {
      cache.listed(shown, version).forEach(changed);
    }
  }
}
