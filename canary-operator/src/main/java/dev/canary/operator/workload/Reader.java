package dev.canary.operator.workload;

import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.StoredObject;
import java.util.Optional;

/** Reads objects; a failure is told as {@code deployment podinfo.test get query error: …}. */
final class Reader {

  private final ObjectStore store;

  Reader(ObjectStore store) {
    this.store = store;
  }

  /** Returns the object, or empty if it does not exist. */
  Optional<StoredObject> find(ObjectKey key) {
    return Failures.prefixed(queryError(key), () -> store.find(key));
  }

  /**
   * Returns the object.
   *
   * @param absent what its absence is: a missing reference, or an object of ours to be created
   */
  StoredObject require(ObjectKey key, Cause absent) {
    return find(key)
        .orElseThrow(() -> new PortUnavailable(absent, queryError(key) + Types.notFound(key)));
  }

  private static String queryError(ObjectKey key) {
    return Types.told(key) + " get query error: ";
  }
}
