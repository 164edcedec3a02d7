package dev.canary.operator.kube;

import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.SpecError;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Objects without watch and cache: each call is one request. For what is read seldom, or must be
 * read as it is now. Failures are those of the object store. Safe for all threads.
 */
public final class PlainObjects {

  private final KubeApi api;

  /** Creates objects over an API server. */
  public PlainObjects(KubeApi api) {
    this.api = api;
  }

  /**
   * Returns the object as it is now, or empty if it does not exist.
   *
   * @throws PortUnavailable if that cannot be known
   */
  public Optional<StoredObject> find(ObjectKey key) {
    Answer answer = api.get(ApiPaths.object(key));
    return answer.code() == 404 && answer.aboutObject()
        ? Optional.empty()
        : Optional.of(written(key, "read " + key, () -> answer));
  }

  /**
   * Creates the object.
   *
   * @throws Conflict if it exists
   * @throws SpecError if it is refused as invalid
   * @throws PortUnavailable otherwise; after cause {@code TRANSIENT} the effect is unknown
   */
  public StoredObject create(ObjectKey key, Tree wanted) {
    return written(key, "create " + key, () -> api.create(key, wanted));
  }

  /**
   * Changes the object from what was seen to what is wanted; equal trees are no request.
   *
   * @throws Conflict if the object is no longer at the version seen, or gone
   * @throws SpecError if it is refused as invalid
   * @throws PortUnavailable otherwise; after cause {@code TRANSIENT} the effect is unknown
   */
  public StoredObject update(StoredObject seen, Tree wanted) {
    ObjectKey key = seen.key();
    return MergePatch.between(seen.tree(), wanted)
        .map(patch -> MergePatch.onVersion(patch, seen.version()))
        .map(patch -> written(key, "update " + key, () -> api.patch(key, "", patch)))
        .orElse(seen);
  }

  private StoredObject written(ObjectKey key, String doing, Supplier<Answer> request) {
    Tree tree = WatchedType.write(Optional.empty(), key, doing, request);
    return new StoredObject(key, tree, tree.textOr("", "metadata", "resourceVersion"));
  }
}
