package dev.canary.testkit.fake;

import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.StoredObject;
import java.util.Optional;

/**
 * One state that an object came to.
 *
 * @param revision the cluster's version after it, ascending
 * @param key which object
 * @param object the state; empty for its removal
 */
public record StoreChange(long revision, ObjectKey key, Optional<StoredObject> object) {}
