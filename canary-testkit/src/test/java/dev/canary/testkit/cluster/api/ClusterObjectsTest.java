package dev.canary.testkit.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.store.Changes;
import dev.canary.testkit.cluster.api.traffic.RequestFilter;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterObjectsTest {

  private final ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS);
  private final ClusterObjects objects = server.objects();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void apply_missingObject_createsItWithNamespaceAndStatus() {
    Tree applied = objects.apply(deployment(2).with(2, "status", "readyReplicas"));

    assertThat(applied.wholeOr(0, "status", "readyReplicas")).isEqualTo(2);
    assertThat(objects.find("v1", "Namespace", "", "shop")).isPresent();
  }

  @Test
  void apply_presentObject_replacesItWhateverItsVersion() {
    objects.apply(deployment(2).with("x", "metadata", "labels", "old"));
    Tree replaced = objects.apply(deployment(3).with("1", "metadata", "resourceVersion"));

    assertThat(replaced.wholeOr(0, "spec", "replicas")).isEqualTo(3);
    assertThat(replaced.at("metadata", "labels")).isEmpty();
    assertThat(replaced.wholeOr(0, "metadata", "generation")).isEqualTo(2);
  }

  @Test
  void edit_andEditStatus_changeTheirPartOnly() {
    objects.apply(deployment(2));
    objects.edit("apps/v1", "Deployment", "shop", "web", old -> old.with(4, "spec", "replicas"));
    objects.editStatus(
        "apps/v1",
        "Deployment",
        "shop",
        "web",
        old ->
            old.with(9, "spec", "replicas")
                .with(4, "status", "replicas")
                .with("7", "metadata", "annotations", "deployment.kubernetes.io/revision"));
    Tree now = objects.get("apps/v1", "Deployment", "shop", "web");

    assertThat(now.wholeOr(0, "spec", "replicas")).isEqualTo(4);
    assertThat(now.wholeOr(0, "status", "replicas")).isEqualTo(4);
    assertThat(now.texts("metadata", "annotations")).hasSize(1);
    assertThat(now.wholeOr(0, "metadata", "generation")).isEqualTo(2);
  }

  @Test
  void list_allNamespaces_isOrdered() {
    objects.apply(deployment(1));
    objects.apply(deployment(1).with("bar", "metadata", "namespace"));

    assertThat(objects.list("apps/v1", "Deployment", ""))
        .extracting(tree -> tree.textOr("", "metadata", "namespace"))
        .containsExactly("bar", "shop");
  }

  @Test
  void delete_object_isGone() {
    objects.apply(deployment(1));
    objects.delete("apps/v1", "Deployment", "shop", "web");

    assertThat(objects.find("apps/v1", "Deployment", "shop", "web")).isEmpty();
  }

  @Test
  void awaitChanges_afterAVersion_givesTheLaterOnes() throws Exception {
    objects.apply(deployment(1));
    long version = objects.version();
    objects.apply(deployment(2));
    Changes changes =
        objects.awaitChanges("apps/v1", "Deployment", version, Duration.ofSeconds(20));

    assertThat(changes.changes()).hasSize(1);
    assertThat(changes.upTo()).isEqualTo(objects.version());
  }

  @Test
  void unknownKind_isNamed() {
    assertThatThrownBy(() -> objects.list("x.io/v1", "Thing", ""))
        .isInstanceOf(ApiException.class)
        .hasMessage("no resource serves kind Thing in version x.io/v1");
  }

  @Test
  void access_isNotCounted() {
    objects.apply(deployment(1));

    assertThat(server.requests().count(RequestFilter.any())).isZero();
  }

  private static Tree deployment(int replicas) {
    return Json.read(Manifests.deployment("web"))
        .with("shop", "metadata", "namespace")
        .with(replicas, "spec", "replicas");
  }
}
