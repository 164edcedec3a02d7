package dev.canary.operator.kube;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.ApiServer;
import dev.canary.testkit.cluster.api.ApiServerConfig;
import dev.canary.testkit.cluster.api.traffic.Faults;
import dev.canary.testkit.cluster.api.traffic.RequestFilter;
import dev.canary.testkit.contract.ForeignHand;
import dev.canary.testkit.contract.ObjectStoreContract;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

class KubeObjectStoreContractTest extends ObjectStoreContract {

  private static final List<String> WRITES = List.of("create", "patch", "update", "delete");

  private final ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS);
  private final KubernetesClient client = new KubeClients("test").at(server.url());
  private final KubeObjectStore store =
      new KubeObjectStore(
          new KubeApi(client),
          ImmutableSet.of(),
          new Interests(),
          canary -> {},
          TestLimits.IMPATIENT);

  @AfterEach
  void stop() {
    store.close();
    client.close();
    server.close();
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  /** The embedded API server keeps no managed fields, but this is left out as well. */
  @Override
  protected String[] pathLeftOut() {
    return new String[] {
      "metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"
    };
  }

  @Override
  protected Tree partLeftOut() {
    return Tree.of("{}");
  }

  @Override
  protected ForeignHand hand() {
    return new ServerHand();
  }

  private final class ServerHand implements ForeignHand {
    @Override
    public void create(ObjectKey key, Tree tree) {
      server.objects().create(tree);
    }

    @Override
    public void edit(ObjectKey key, UnaryOperator<Tree> change) {
      server
          .objects()
          .edit(key.type().apiVersion(), key.type().kind(), key.namespace(), key.name(), change);
    }

    @Override
    public void remove(ObjectKey key) {
      server
          .objects()
          .delete(key.type().apiVersion(), key.type().kind(), key.namespace(), key.name());
    }

    @Override
    public Tree whole(ObjectKey key) {
      return server
          .objects()
          .get(key.type().apiVersion(), key.type().kind(), key.namespace(), key.name());
    }

    @Override
    public void trouble(ResourceType type, Trouble trouble) {
      server.faults().clear();
      server.access().allowAll();
      switch (trouble) {
        case NONE -> {}
        case NOT_INSTALLED -> {
          server.faults().fail(RequestFilter.to("*", type.plural()), 404, Faults.ALWAYS);
          awaitReadsFail(type);
        }
        case FORBIDDEN -> {
          server.access().deny("*", type.group(), type.plural());
          awaitReadsFail(type);
        }
        case STALE -> {
          server.goDown();
          awaitReadsFail(type);
        }
        case INVALID -> fail(type, 422);
        case SERVER_ERROR -> fail(type, 500);
        case ANSWER_LOST ->
            WRITES.forEach(
                verb ->
                    server.faults().cutAfter(RequestFilter.to(verb, type.plural()), Faults.ALWAYS));
      }
    }

    private void fail(ResourceType type, int code) {
      WRITES.forEach(
          verb -> server.faults().fail(RequestFilter.to(verb, type.plural()), code, Faults.ALWAYS));
    }

    /** What is wrong is noticed when a watch ends, not before. */
    private void awaitReadsFail(ResourceType type) {
      server.endWatches();
      Await.until("reads fail", () -> readsFail(new ObjectKey(type, namespace(), "nobody")));
    }

    private boolean readsFail(ObjectKey key) {
      try {
        return store.find(key).isPresent();
      } catch (PortUnavailable expected) {
        return true;
      }
    }
  }
}
