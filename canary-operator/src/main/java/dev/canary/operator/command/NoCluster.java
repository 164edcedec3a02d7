package dev.canary.operator.command;

import com.google.common.collect.ImmutableList;
import dev.canary.core.plugin.HttpCaller;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.ResourceType;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** What routers get where there is no cluster: every use is refused. */
final class NoCluster implements ObjectStore, HttpCaller {

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    throw offline();
  }

  @Override
  public ImmutableList<StoredObject> ownedBy(ResourceType type, String namespace, String ownerUid) {
    throw offline();
  }

  @Override
  public StoredObject create(ObjectKey key, Tree wanted) {
    throw offline();
  }

  @Override
  public StoredObject update(StoredObject seen, Tree wanted) {
    throw offline();
  }

  @Override
  public void delete(StoredObject seen) {
    throw offline();
  }

  @Override
  public Answer send(Request request) {
    throw offline();
  }

  private static PortUnavailable offline() {
    return new PortUnavailable(
        Cause.NOT_PERMITTED, "a check without a cluster must not ask for one");
  }
}
