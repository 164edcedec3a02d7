package dev.canary.core.store;

import com.google.common.collect.ImmutableList;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.SpecError;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/**
 * Objects of one cluster, versioned.
 *
 * <ol>
 *   <li>Reads never show an object older than this store's own last write of it.
 *   <li>An empty answer means "not there". "Not yet known", "not served" and "not permitted" are
 *       {@link PortUnavailable} with their cause.
 *   <li>A write changes what differs between the tree seen and the tree wanted, and nothing else:
 *       parts that the store left out of the tree seen survive. Equal trees are no write at all.
 *   <li>Every write of an existing object has the version seen as its precondition.
 * </ol>
 *
 * Not promised: that a read is the newest state of the cluster. What may be stale is caught by the
 * precondition.
 */
public interface ObjectStore {

  /**
   * Returns the object, or empty if it does not exist.
   *
   * @throws PortUnavailable if that cannot be known: not installed, not permitted, or stale
   */
  Optional<StoredObject> find(ObjectKey key);

  /**
   * Returns the objects of a type whose controller is the owner, in the order of their names.
   *
   * @param namespace where
   * @param ownerUid unique id of the controller
   * @throws PortUnavailable as {@link #find}
   */
  ImmutableList<StoredObject> ownedBy(ResourceType type, String namespace, String ownerUid);

  /**
   * Creates the object.
   *
   * @return the object as the cluster made it, defaults included
   * @throws Conflict if it exists; nothing was changed
   * @throws SpecError if the cluster refuses it as invalid; nothing was changed
   * @throws PortUnavailable otherwise; after cause {@code TRANSIENT} it is unknown whether it
   *     exists
   */
  StoredObject create(ObjectKey key, Tree wanted);

  /**
   * Changes the object from what was seen to what is wanted.
   *
   * @return the object as the cluster made it; {@code seen} itself if nothing differs
   * @throws Conflict if the object is no longer at the version seen, or gone; nothing was changed
   * @throws SpecError if the cluster refuses it as invalid; nothing was changed
   * @throws PortUnavailable otherwise; after cause {@code TRANSIENT} the effect is unknown
   */
  StoredObject update(StoredObject seen, Tree wanted);

  /**
   * Deletes the object; one that is gone is no error.
   *
   * @throws Conflict if the object is no longer at the version seen; nothing was changed
   * @throws PortUnavailable otherwise; after cause {@code TRANSIENT} the effect is unknown
   */
  void delete(StoredObject seen);
}
