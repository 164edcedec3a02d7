package dev.canary.operator.kube;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.ResourceType;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Objects of one cluster, read from watches and written by minimal patches.
 *
 * <ol>
 *   <li>The first read of a type starts its watch and waits for a complete list, at most {@link
 *       WatchLimits#firstSync()}. Writes need no watch; events, for instance, are never watched.
 *   <li>All namespaces share one watch per type if that is the scope and the API server permits it;
 *       otherwise each namespace is watched by itself when it is first asked for.
 *   <li>Trees lack managed fields, and the configuration last applied except on Services and
 *       VirtualServices. Secrets are never kept: each {@code find} of one is a request.
 *   <li>After a conflict or an unknown outcome, the next read of that object asks the API server.
 * </ol>
 *
 * <p>Bounded: content of objects that nobody asked for is kept up to 16 MiB per watch. Safe for all
 * threads; calls block.
 */
public final class KubeObjectStore implements ObjectStore, AutoCloseable {

  private static final String ALL = "";

  private final KubeApi api;
  private final ImmutableSet<String> namespaces;
  private final Interests interests;
  private final Consumer<CanaryKey> look;
  private final WatchLimits limits;
  private final Map<Scope, WatchedType> watches = new ConcurrentHashMap<>();

  private record Scope(ResourceType type, String namespace) {}

  /**
   * Creates a store that watches nothing yet.
   *
   * @param namespaces the only namespaces to watch; empty for all
   * @param interests which canary depends on which objects
   * @param look takes each canary that depends on an object that others changed; is quick
   */
  public KubeObjectStore(
      KubeApi api,
      ImmutableSet<String> namespaces,
      Interests interests,
      Consumer<CanaryKey> look,
      WatchLimits limits) {
    this.api = api;
    this.namespaces = namespaces;
    this.interests = interests;
    this.look = look;
    this.limits = limits;
  }

  /** Starts watching a type ahead of the first read, in the whole scope. Again changes nothing. */
  public void watch(ResourceType type) {
    if (namespaces.isEmpty() || !type.namespaced()) {
      WatchedType unused = watched(type, ALL);
    } else {
      namespaces.forEach(namespace -> watched(type, namespace));
    }
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    interests.asked(key);
    WatchedType watched = readable(key.type(), key.namespace());
    return watched.find(key).map(tree -> stored(key, tree));
  }

  @Override
  public ImmutableList<StoredObject> ownedBy(ResourceType type, String namespace, String ownerUid) {
    WatchedType watched = readable(type, namespace);
    ImmutableList<StoredObject> owned =
        watched.ownedBy(namespace, ownerUid).stream()
            .flatMap(key -> watched.find(key).map(tree -> stored(key, tree)).stream())
            .filter(object -> isControlled(object.tree(), ownerUid))
            .sorted(Comparator.comparing(object -> object.key().name()))
            .collect(toImmutableList());
    owned.forEach(object -> interests.asked(object.key()));
    return owned;
  }

  @Override
  public StoredObject create(ObjectKey key, Tree wanted) {
    return write(key, "create " + key, () -> api.create(key, wanted));
  }

  @Override
  public StoredObject update(StoredObject seen, Tree wanted) {
    ObjectKey key = seen.key();
    return MergePatch.between(seen.tree(), wanted)
        .map(patch -> MergePatch.onVersion(patch, seen.version()))
        .map(patch -> write(key, "update " + key, () -> api.patch(key, "", patch)))
        .orElse(seen);
  }

  @Override
  public void delete(StoredObject seen) {
    WatchedType.delete(known(seen.key()), api, seen.key(), seen.uid(), seen.version());
  }

  /** Stops all watches. */
  @Override
  public void close() {
    watches.values().forEach(WatchedType::close);
  }

  private StoredObject write(ObjectKey key, String doing, Supplier<Answer> request) {
    return stored(key, WatchedType.write(known(key), key, doing, request));
  }

  /** Returns the watch that answers for a namespace, when it can be relied on. */
  private WatchedType readable(ResourceType type, String namespace) {
    boolean wide = namespaces.isEmpty() && !watches.containsKey(new Scope(type, namespace));
    if (wide || !type.namespaced()) {
      WatchedType all = watched(type, ALL);
      try {
        all.check();
        return all;
      } catch (PortUnavailable refused) {
        if (!type.namespaced() || refused.reason() != Cause.NOT_PERMITTED) {
          throw refused;
        }
      }
    }
    WatchedType own = watched(type, namespace);
    own.check();
    return own;
  }

  private Optional<WatchedType> known(ObjectKey key) {
    return Optional.ofNullable(watches.get(new Scope(key.type(), key.namespace())))
        .or(() -> Optional.ofNullable(watches.get(new Scope(key.type(), ALL))));
  }

  private WatchedType watched(ResourceType type, String namespace) {
    return watches.computeIfAbsent(
        new Scope(type, namespace),
        scope ->
            WatchedType.start(
                api, type, namespace, new Retention(type), limits, this::changed, false));
  }

  private void changed(ObjectKey key) {
    interests.in(key).forEach(look);
  }

  private static StoredObject stored(ObjectKey key, Tree tree) {
    return new StoredObject(key, tree, tree.textOr("", "metadata", "resourceVersion"));
  }

  private static boolean isControlled(Tree object, String ownerUid) {
    return object.items("metadata", "ownerReferences").stream()
        .anyMatch(owner -> owner.isTrue("controller") && owner.textOr("", "uid").equals(ownerUid));
  }
}
