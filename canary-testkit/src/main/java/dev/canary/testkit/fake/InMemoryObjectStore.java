package dev.canary.testkit.fake;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.port.Conflict;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.ResourceType;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in memory: optimistic locking, server-set metadata, admission, finalizers, and a
 * history of every state of every object.
 *
 * <p>The methods of {@link ObjectStore} count as requests and pass the interceptor; {@link #seed},
 * {@link #edit} and {@link #remove} are a foreign hand, which does neither and passes no admission.
 * Reads leave {@code metadata.managedFields} out, as stores do. The version is not part of the
 * tree.
 */
public final class InMemoryObjectStore implements ObjectStore {

  private static final String PORT = "ObjectStore";

  private final InstantSource clock;
  private final Admission admission;
  private final Interceptor interceptor;
  private final Map<ObjectKey, StoredObject> objects = new HashMap<>();
  private final Map<ResourceType, Serving> serving = new HashMap<>();
  private final List<StoreChange> history = new ArrayList<>();
  private @Nullable Map<ObjectKey, StoredObject> cache;
  private StoreRequests requests = StoreRequests.ZERO;
  private long version;

  /** Creates an empty cluster that admits everything, in 2026. */
  public InMemoryObjectStore() {
    this(
        InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")),
        Admission.NONE,
        Interceptor.NONE);
  }

  /** Creates an empty cluster. */
  public InMemoryObjectStore(InstantSource clock, Admission admission, Interceptor interceptor) {
    this.clock = clock;
    this.admission = admission;
    this.interceptor = interceptor;
  }

  @Override
  public synchronized Optional<StoredObject> find(ObjectKey key) {
    String call = "find " + key;
    interceptor.before(PORT, call);
    serving(key.type()).checkRead(key.type());
    Optional<StoredObject> found = Optional.ofNullable(known().get(key)).map(Views::visible);
    interceptor.after(PORT, call);
    return found;
  }

  @Override
  public synchronized ImmutableList<StoredObject> ownedBy(
      ResourceType type, String namespace, String ownerUid) {
    String call = "ownedBy " + type.kind() + " ." + namespace;
    interceptor.before(PORT, call);
    serving(type).checkRead(type);
    ImmutableList<StoredObject> found =
        known().values().stream()
            .filter(object -> object.key().type().equals(type))
            .filter(object -> object.key().namespace().equals(namespace))
            .filter(object -> Views.isControlledBy(object.tree(), ownerUid))
            .sorted(Comparator.comparing(object -> object.key().name()))
            .map(Views::visible)
            .collect(toImmutableList());
    interceptor.after(PORT, call);
    return found;
  }

  @Override
  public synchronized StoredObject create(ObjectKey key, Tree wanted) {
    String call = begin("create", key);
    if (objects.containsKey(key)) {
      throw new Conflict(key + " already exists");
    }
    StoredObject made =
        put(key, ServerFields.created(key, admission.admit(key, wanted), version + 1, now()));
    return answer(call, made);
  }

  @Override
  public synchronized StoredObject update(StoredObject seen, Tree wanted) {
    if (seen.tree().equals(wanted)) {
      return seen;
    }
    String call = begin("update", seen.key());
    StoredObject current = atVersion(seen);
    Tree patched = Views.patched(current.tree(), seen.tree(), wanted);
    return answer(call, replace(current, admission.admit(seen.key(), patched)));
  }

  @Override
  public synchronized void delete(StoredObject seen) {
    String call = begin("delete", seen.key());
    if (objects.containsKey(seen.key())) {
      StoredObject current = atVersion(seen);
      if (current.tree().items("metadata", "finalizers").isEmpty()) {
        drop(seen.key());
      } else {
        put(seen.key(), current.tree().with(now().toString(), "metadata", "deletionTimestamp"));
      }
    }
    learn(seen.key());
    interceptor.after(PORT, call);
  }

  /** Stores an object as a foreign hand, over what was there; the uid of the tree is kept. */
  public synchronized StoredObject seed(ObjectKey key, Tree tree) {
    StoredObject before = objects.get(key);
    return before == null
        ? put(key, ServerFields.created(key, tree, version + 1, now()))
        : replace(before, tree);
  }

  /**
   * Changes an object as a foreign hand, hidden parts included.
   *
   * @throws IllegalArgumentException if it does not exist
   */
  public synchronized StoredObject edit(ObjectKey key, UnaryOperator<Tree> change) {
    StoredObject before = stored(key);
    return replace(before, change.apply(before.tree()));
  }

  /** Removes an object as a foreign hand, whatever its finalizers; one that is gone is no error. */
  public synchronized void remove(ObjectKey key) {
    if (objects.containsKey(key)) {
      drop(key);
    }
  }

  /** Sets how the cluster stands to a type from now on. */
  public synchronized void serve(ResourceType type, Serving state) {
    serving.put(type, state);
  }

  /** Lets reads show the state of now, plus own writes, until {@link #thawReads}. */
  public synchronized void freezeReads() {
    cache = new HashMap<>(objects);
  }

  /** Lets reads show the newest state again. */
  public synchronized void thawReads() {
    cache = null;
  }

  /**
   * Returns the object as stored, hidden parts included.
   *
   * @throws IllegalArgumentException if it does not exist
   */
  public synchronized StoredObject stored(ObjectKey key) {
    StoredObject object = objects.get(key);
    if (object == null) {
      throw new IllegalArgumentException("there is no " + key + " but " + objects.keySet());
    }
    return object;
  }

  /** Returns every object as stored, by key. */
  public synchronized ImmutableMap<ObjectKey, StoredObject> objects() {
    return ImmutableMap.copyOf(objects);
  }

  /** Returns every state that any object ever had, oldest first. */
  public synchronized ImmutableList<StoreChange> history() {
    return ImmutableList.copyOf(history);
  }

  /** Returns how many writes were requested. */
  public synchronized StoreRequests requests() {
    return requests;
  }

  private String begin(String verb, ObjectKey key) {
    String call = verb + " " + key;
    interceptor.before(PORT, call);
    requests = requests.plus(verb);
    serving(key.type()).checkWrite(key.type());
    return call;
  }

  private StoredObject answer(String call, StoredObject made) {
    learn(made.key());
    interceptor.after(PORT, call);
    return Views.visible(made);
  }

  private StoredObject atVersion(StoredObject seen) {
    StoredObject current = objects.get(seen.key());
    if (current == null) {
      throw new Conflict(seen.key() + " is gone, it was seen at version " + seen.version());
    }
    if (!current.version().equals(seen.version())) {
      throw new Conflict(
          seen.key() + " is at version " + current.version() + ", not " + seen.version());
    }
    return current;
  }

  private StoredObject replace(StoredObject before, Tree tree) {
    Tree after = ServerFields.updated(before.key(), before.tree(), tree);
    if (after.equals(before.tree())) {
      return before;
    }
    boolean released =
        after.at("metadata", "deletionTimestamp").isPresent()
            && after.items("metadata", "finalizers").isEmpty();
    if (released) {
      drop(before.key());
      return new StoredObject(before.key(), after, Long.toString(version));
    }
    return put(before.key(), after);
  }

  private StoredObject put(ObjectKey key, Tree tree) {
    StoredObject object = new StoredObject(key, tree, Long.toString(++version));
    objects.put(key, object);
    history.add(new StoreChange(version, key, Optional.of(object)));
    return object;
  }

  private void drop(ObjectKey key) {
    objects.remove(key);
    history.add(new StoreChange(++version, key, Optional.empty()));
  }

  private void learn(ObjectKey key) {
    if (cache != null) {
      StoredObject object = objects.get(key);
      if (object == null) {
        cache.remove(key);
      } else {
        cache.put(key, object);
      }
    }
  }

  private Map<ObjectKey, StoredObject> known() {
    return cache == null ? objects : cache;
  }

  private Serving serving(ResourceType type) {
    return serving.getOrDefault(type, Serving.SERVED);
  }

  private Instant now() {
    return clock.instant();
  }
}
