package dev.canary.operator.kube;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one watch, compact. It only goes forward: what is older than what is kept, or than
 * a deletion of our own, is ignored, whichever of watch, list and answer arrives first.
 *
 * <p>Contents of objects that nobody asked for are kept up to a bound; beyond it only their
 * versions are, and the first who asks reads the object from the API server. Safe for all threads;
 * nothing in it waits.
 */
final class ObjectCache {

  /** Bytes of content kept of objects that nobody has asked for. */
  private static final long MAX_UNASKED = 16L << 20;

  private final Retention retention;
  private final Map<ObjectKey, CachedObject> objects = new HashMap<>();
  private final Set<ObjectKey> asked = new HashSet<>();
  private final Map<ObjectKey, String> deleted = new HashMap<>();
  private final Map<ObjectKey, Boolean> writing = new HashMap<>();
  private long unasked;

  ObjectCache(Retention retention) {
    this.retention = retention;
  }

  /** Returns what is kept of the object, and remembers that somebody needs it. */
  synchronized Optional<CachedObject> ask(ObjectKey key) {
    CachedObject known = objects.get(key);
    if (known != null && asked.add(key)) {
      unasked -= known.size();
    }
    return Optional.ofNullable(known);
  }

  /** Returns everything known. */
  synchronized ImmutableMap<ObjectKey, CachedObject> all() {
    return ImmutableMap.copyOf(objects);
  }

  /** Returns the keys of all objects known. */
  synchronized ImmutableList<ObjectKey> keys() {
    return objects.keySet().stream().collect(toImmutableList());
  }

  /**
   * Takes an object as the API server showed it.
   *
   * @param stripped without what is not kept
   * @return whether somebody should look: it is news, it matters, and we are not just writing it
   */
  synchronized boolean offer(ObjectKey key, Tree stripped) {
    String version = stripped.textOr(CachedObject.UNKNOWN, "metadata", "resourceVersion");
    String gone = deleted.get(key);
    CachedObject known = objects.get(key);
    if ((gone != null && !CachedObject.older(gone, version))
        || (known != null && CachedObject.older(version, known.version()))) {
      return false;
    }
    deleted.remove(key);
    if (known != null && known.version().equals(version) && known.size() > 0) {
      return false;
    }
    CachedObject fresh = compact(version, stripped);
    put(key, fresh);
    return news(key, known == null || known.digest() != fresh.digest());
  }

  /**
   * Takes the deletion of an object.
   *
   * @param version of the deletion, or of the object as it was last
   * @return whether somebody should look
   */
  synchronized boolean gone(ObjectKey key, String version) {
    CachedObject known = objects.get(key);
    if (known != null && CachedObject.older(version, known.version())) {
      return false;
    }
    deleted.remove(key);
    remove(key);
    return known != null && news(key, true);
  }

  /** Takes our own deletion of an object: nothing as old as the version can bring it back. */
  synchronized void deleted(ObjectKey key, String version) {
    CachedObject known = objects.get(key);
    if (known == null || !CachedObject.older(version, known.version())) {
      remove(key);
      deleted.put(key, version);
    }
  }

  /**
   * Ends a list: what it did not show and what is not newer is gone.
   *
   * @return the keys of the objects that are gone
   */
  synchronized ImmutableList<ObjectKey> listed(Set<ObjectKey> shown, String version) {
    deleted.values().removeIf(gone -> !CachedObject.older(version, gone));
    ImmutableList<ObjectKey> gone =
        objects.entrySet().stream()
            .filter(entry -> !shown.contains(entry.getKey()))
            .filter(entry -> !CachedObject.older(version, entry.getValue().version()))
            .map(Map.Entry::getKey)
            .collect(toImmutableList());
    gone.forEach(this::remove);
    return gone;
  }

  /** Notes that what is known may be wrong: the next who asks reads it from the API server. */
  synchronized void suspect(ObjectKey key) {
    CachedObject known = objects.getOrDefault(key, CachedObject.SUSPECT);
    put(key, known.bare());
  }

  /** Takes that the object was not there when the version was the one known. */
  synchronized void absent(ObjectKey key, String version) {
    CachedObject known = objects.get(key);
    if (known != null && known.version().equals(version)) {
      deleted(key, version);
    }
  }

  /** Notes that we begin to write the object: until the answer is there, changes are no news. */
  synchronized void writing(ObjectKey key) {
    writing.put(key, false);
  }

  /**
   * Notes that our write has ended.
   *
   * @param result version that it made; absent if unknown
   * @return whether somebody else changed the object meanwhile
   */
  synchronized boolean written(ObjectKey key, @Nullable String result) {
    boolean changed = Boolean.TRUE.equals(writing.remove(key));
    CachedObject known = objects.get(key);
    boolean ours = known == null ? result == null : known.version().equals(result);
    return changed && !ours;
  }

  private boolean news(ObjectKey key, boolean matters) {
    if (matters && writing.containsKey(key)) {
      writing.put(key, true);
      return false;
    }
    return matters;
  }

  private CachedObject compact(String version, Tree stripped) {
    CachedObject bare =
        CachedObject.bare(version, retention.digest(stripped), controller(stripped));
    return retention.keepsContent() ? bare.with(stripped) : bare;
  }

  private void put(ObjectKey key, CachedObject fresh) {
    remove(objects.get(key), key);
    boolean wanted = asked.contains(key) || unasked + fresh.size() <= MAX_UNASKED;
    CachedObject kept = wanted ? fresh : fresh.bare();
    objects.put(key, kept);
    if (!asked.contains(key)) {
      unasked += kept.size();
    }
  }

  private void remove(ObjectKey key) {
    remove(objects.remove(key), key);
    asked.remove(key);
  }

  private void remove(@Nullable CachedObject known, ObjectKey key) {
    if (known != null && !asked.contains(key)) {
      unasked -= known.size();
    }
  }

  private static String controller(Tree object) {
    return object.items("metadata", "ownerReferences").stream()
        .filter(owner -> owner.isTrue("controller"))
        .findFirst()
        .map(owner -> owner.textOr("", "uid"))
        .orElse("");
  }
}
