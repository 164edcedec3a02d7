package dev.canary.operator.kube;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.ApiServer;
import dev.canary.testkit.cluster.api.ApiServerConfig;
import dev.canary.testkit.cluster.api.traffic.RequestFilter;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** A cluster of its own for each test, and a store over it that is used by one canary. */
abstract class ClusterTest {

  static final ResourceType MAPS = ResourceType.namespaced("", "v1", "ConfigMap", "configmaps");
  static final CanaryKey SHOP = new CanaryKey("test", "shop");

  final ApiServer server = server();
  final KubernetesClient client = new KubeClients("test").at(server.url());
  final Interests interests = new Interests();
  final List<CanaryKey> looks = new CopyOnWriteArrayList<>();
  final KubeObjectStore store = store(TestLimits.PATIENT);

  private static ApiServer server() {
    ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS);
    Tree metadata = Tree.members().put("name", "test").build();
    Tree namespace =
        Tree.members()
            .put("apiVersion", "v1")
            .put("kind", "Namespace")
            .put("metadata", metadata)
            .build();
    Tree unused = server.objects().create(namespace);
    return server;
  }

  @AfterEach
  void stop() {
    store.close();
    client.close();
    server.close();
  }

  final KubeObjectStore store(WatchLimits limits, String... namespaces) {
    return new KubeObjectStore(
        new KubeApi(client), ImmutableSet.copyOf(namespaces), interests, looks::add, limits);
  }

  /** Returns a value of the object as the store shows it now. */
  final String shown(String name, String field) {
    return store
        .find(map(name))
        .map(StoredObject::tree)
        .map(tree -> tree.textOr("", "data", field))
        .orElse("absent");
  }

  /** Does what a tick of the canary does. */
  final void tick(Runnable work) {
    Boolean unused =
        interests.during(
            SHOP,
            () -> {
              work.run();
              return true;
            });
  }

  final void createdByOthers(String name, String field, String value) {
    server.objects().create(object(name, field, value));
  }

  final void changedByOthers(String name, String field, String value) {
    server.objects().edit("v1", "ConfigMap", "test", name, tree -> tree.with(value, "data", field));
  }

  final void removedByOthers(String name) {
    server.objects().delete("v1", "ConfigMap", "test", name);
  }

  final long requests(String verb, String resource) {
    return server.requests().count(RequestFilter.to(verb, resource));
  }

  static ObjectKey map(String name) {
    return new ObjectKey(MAPS, "test", name);
  }

  static Tree object(String name, String field, String value) {
    Tree metadata = Tree.members().put("name", name).put("namespace", "test").build();
    return Tree.members()
        .put("apiVersion", "v1")
        .put("kind", "ConfigMap")
        .put("metadata", metadata)
        .put("data", Tree.members().put(field, value).build())
        .build();
  }
}
