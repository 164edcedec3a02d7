package dev.canary.operator.kube;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.port.CanaryStore;
import dev.canary.testkit.cluster.api.ApiServer;
import dev.canary.testkit.cluster.api.ApiServerConfig;
import dev.canary.testkit.contract.CanaryStoreContract;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterEach;

class KubeCanaryStoreContractTest extends CanaryStoreContract {

  private final ApiServer server = server();
  private final KubernetesClient client = new KubeClients("test").at(server.url());
  private final KubeCanaryStore store =
      new KubeCanaryStore(
          new KubeApi(client),
          ImmutableSet.of(),
          CanaryObjects.reader(),
          canary -> {},
          TestLimits.PATIENT);

  private static ApiServer server() {
    ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS);
    CanaryObjects.install(server);
    return server;
  }

  @AfterEach
  void stop() {
    store.close();
    client.close();
    server.close();
  }

  @Override
  protected CanaryStore store() {
    return store;
  }

  @Override
  protected CanaryKey given() {
    server.objects().create(CanaryObjects.canary(CanaryObjects.SHOP));
    return CanaryObjects.SHOP;
  }

  @Override
  protected void changedByOthers(CanaryKey key) {
    server
        .objects()
        .edit(
            "flagger.app/v1beta1",
            "Canary",
            key.namespace(),
            key.name(),
            tree -> tree.with(7, "spec", "analysis", "threshold"));
  }

  @Override
  protected void deletedByOthers(CanaryKey key) {
    server.objects().delete("flagger.app/v1beta1", "Canary", key.namespace(), key.name());
  }
}
