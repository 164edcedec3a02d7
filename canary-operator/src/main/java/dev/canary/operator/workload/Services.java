package dev.canary.operator.workload;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.JsonException;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** Keeps the services of canaries (workload chapter, section 10). */
final class Services {

  private final ObjectStore store;
  private final Reader reader;

  Services(ObjectStore store) {
    this.store = store;
    this.reader = new Reader(store);
  }

  /** Creates or repairs one service; a user's own is taken over. */
  void ensure(Canary canary, CanarySpec spec, ServiceRole role, Pods pods) {
    ServiceObject wanted = new ServiceObject(canary, spec, role, pods);
    ObjectKey key = key(canary, role.serviceName(spec));
    Failures.prefixed(
        "reconcileService failed: ",
        () -> {
          Optional<StoredObject> live = reader.find(key);
          Failures.prefixed(
              Types.told(key) + (live.isEmpty() ? " create error: " : " update error: "),
              () -> {
                if (live.isEmpty()) {
                  store.create(key, wanted.created(key));
                } else {
                  store.update(live.get(), wanted.onto(live.get().tree()));
                }
              });
        });
  }

  /**
   * Gives a user's own apex service back: as it was, or at least selecting the target. One that is
   * gone, was created by a canary, or does not select the primary any more needs nothing.
   */
  void releaseApex(Canary canary, CanarySpec spec, Pods pods) {
    ObjectKey key = key(canary, spec.apex());
    Optional<StoredObject> live =
        reader.find(key).filter(service -> !Owners.controlledByAnyCanary(service.tree()));
    Tree ours = Tree.texts(pods.label().primarySelector());
    if (live.isPresent() && live.get().tree().at("spec", "selector").equals(Optional.of(ours))) {
      Tree before = original(live.get());
      Failures.prefixed(
          Types.told(key) + " update error: ",
          () ->
              store.update(
                  live.get(),
                  before.at("spec", "selector").equals(Optional.of(ours))
                      ? before.with(Tree.texts(pods.label().canarySelector()), "spec", "selector")
                      : before));
    }
  }

  private static Tree original(StoredObject service) {
    try {
      return Takeover.restored(service.tree()).orElse(service.tree());
    } catch (JsonException unreadable) {
      throw new PortUnavailable(
          Cause.UNREADABLE,
          Types.told(service.key())
              + " cannot be restored, its annotation "
              + Takeover.ORIGINAL
              + " or last-applied-configuration is not JSON: "
              + unreadable.getMessage(),
          unreadable);
    }
  }

  private static ObjectKey key(Canary canary, String name) {
    return new ObjectKey(Types.SERVICE, canary.key().namespace(), name);
  }
}
