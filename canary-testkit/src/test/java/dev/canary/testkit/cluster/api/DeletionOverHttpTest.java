package dev.canary.testkit.cluster.api;

import static dev.canary.testkit.cluster.api.Manifests.CONFIG_MAPS;
import static dev.canary.testkit.cluster.api.Manifests.CRDS;
import static dev.canary.testkit.cluster.api.Manifests.DEPLOYMENTS;
import static dev.canary.testkit.cluster.api.Manifests.WIDGETS;
import static dev.canary.testkit.cluster.api.Manifests.configMap;
import static dev.canary.testkit.cluster.api.Manifests.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.ApiClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DeletionOverHttpTest {

  private final ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS);
  private final ApiClient client = new ApiClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void delete_finalizer_holdsUntilItGoes() {
    client.post(DEPLOYMENTS, deployment("a"));
    client.mergePatch(DEPLOYMENTS + "/a", "{\"metadata\":{\"finalizers\":[\"x.io/f\"]}}");
    Answer marked = client.delete(DEPLOYMENTS + "/a");
    Answer again = client.delete(DEPLOYMENTS + "/a");

    assertThat(marked.body().text("metadata", "deletionTimestamp")).isPresent();
    assertThat(marked.body().wholeOr(0, "metadata", "generation")).isEqualTo(2);
    assertThat(again.version()).isEqualTo(marked.version());
    client.mergePatch(DEPLOYMENTS + "/a", "{\"metadata\":{\"finalizers\":null}}");
    assertThat(client.get(DEPLOYMENTS + "/a").code()).isEqualTo(404);
  }

  @Test
  void delete_marked_takesNoNewFinalizer() {
    client.post(CONFIG_MAPS, configMap("a"));
    client.mergePatch(CONFIG_MAPS + "/a", "{\"metadata\":{\"finalizers\":[\"x.io/f\"]}}");
    client.delete(CONFIG_MAPS + "/a");

    assertThat(
            client
                .mergePatch(
                    CONFIG_MAPS + "/a", "{\"metadata\":{\"finalizers\":[\"x.io/f\",\"y.io/g\"]}}")
                .message())
        .contains("no new finalizers can be added");
  }

  @Test
  void delete_otherUidOrVersion_answersConflict() {
    Answer created = client.post(CONFIG_MAPS, configMap("a"));
    String uid = created.body().textOr("", "metadata", "uid");

    assertThat(client.delete(CONFIG_MAPS + "/a", precondition("uid", "other")).code())
        .isEqualTo(409);
    assertThat(client.delete(CONFIG_MAPS + "/a", precondition("resourceVersion", "1")).code())
        .isEqualTo(409);
    assertThat(client.delete(CONFIG_MAPS + "/a", precondition("uid", uid)).code()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Background", "Foreground"})
  void delete_owner_takesItsDependentsAlong(String policy) {
    String owner = uid(client.post(CONFIG_MAPS, configMap("owner")));
    String middle = uid(client.post(CONFIG_MAPS, owned("middle", owner)));
    client.post(CONFIG_MAPS, owned("leaf", middle));
    client.delete(CONFIG_MAPS + "/owner", "{\"propagationPolicy\":\"" + policy + "\"}");

    assertThat(client.get(CONFIG_MAPS).body().items("items")).isEmpty();
  }

  @Test
  void delete_foreground_ownerStaysUntilItsDependentsAreGone() {
    String owner = uid(client.post(CONFIG_MAPS, configMap("owner")));
    client.post(CONFIG_MAPS, owned("leaf", owner));
    client.mergePatch(CONFIG_MAPS + "/leaf", "{\"metadata\":{\"finalizers\":[\"x.io/f\"]}}");
    Answer marked = client.delete(CONFIG_MAPS + "/owner?propagationPolicy=Foreground");

    assertThat(marked.body().strings("metadata", "finalizers"))
        .containsExactly("foregroundDeletion");
    client.mergePatch(CONFIG_MAPS + "/leaf", "{\"metadata\":{\"finalizers\":null}}");
    assertThat(client.get(CONFIG_MAPS + "/owner").code()).isEqualTo(404);
  }

  @Test
  void delete_orphan_dependentsStayWithoutOwner() {
    String owner = uid(client.post(CONFIG_MAPS, configMap("owner")));
    client.post(CONFIG_MAPS, owned("leaf", owner));
    client.delete(CONFIG_MAPS + "/owner", "{\"propagationPolicy\":\"Orphan\"}");

    assertThat(client.get(CONFIG_MAPS + "/leaf").body().at("metadata", "ownerReferences"))
        .isEmpty();
  }

  @Test
  void delete_oneOfTwoOwners_dependentStays() {
    String first = uid(client.post(CONFIG_MAPS, configMap("first")));
    String second = uid(client.post(CONFIG_MAPS, configMap("second")));
    client.post(CONFIG_MAPS, owned("leaf", first, second));
    client.delete(CONFIG_MAPS + "/first");

    assertThat(client.get(CONFIG_MAPS + "/leaf").body().items("metadata", "ownerReferences"))
        .extracting(reference -> reference.textOr("", "uid"))
        .containsExactly(second);
    client.delete(CONFIG_MAPS + "/second");
    assertThat(client.get(CONFIG_MAPS + "/leaf").code()).isEqualTo(404);
  }

  @Test
  void deleteCollection_selectsByLabel() {
    client.post(CONFIG_MAPS, configMap("a", "{\"k\":\"1\"}"));
    client.post(CONFIG_MAPS, configMap("b", "{\"k\":\"2\"}"));
    client.delete(CONFIG_MAPS + "?labelSelector=k%3D1");

    assertThat(client.get(CONFIG_MAPS).body().items("items"))
        .extracting(item -> item.textOr("", "metadata", "name"))
        .containsExactly("b");
  }

  @Test
  void deleteNamespace_emptiesItAndWaitsForFinalizers() {
    client.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"n\"}}");
    client.post("/api/v1/namespaces/n/configmaps", configMap("a"));
    client.post("/api/v1/namespaces/n/configmaps", configMap("held"));
    client.mergePatch(
        "/api/v1/namespaces/n/configmaps/held", "{\"metadata\":{\"finalizers\":[\"x.io/f\"]}}");
    Tree marked = client.delete("/api/v1/namespaces/n").body();

    assertThat(marked.textOr("", "status", "phase")).isEqualTo("Terminating");
    assertThat(client.get("/api/v1/namespaces/n/configmaps/a").code()).isEqualTo(404);
    assertThat(client.post("/api/v1/namespaces/n/configmaps", configMap("late")).code())
        .isEqualTo(403);
    client.mergePatch(
        "/api/v1/namespaces/n/configmaps/held", "{\"metadata\":{\"finalizers\":null}}");
    assertThat(client.get("/api/v1/namespaces/n").code()).isEqualTo(404);
  }

  @Test
  void deleteCrd_takesItsObjectsAlong() {
    client.post(CRDS, Manifests.anyWidgetCrd());
    client.post(WIDGETS, Manifests.widget("w", "{}"));
    client.delete(CRDS + "/widgets.example.com");
    client.post(CRDS, Manifests.anyWidgetCrd());

    assertThat(client.get(WIDGETS).body().items("items")).isEmpty();
  }

  @Test
  void dryRun_changesNothing() {
    client.post(CONFIG_MAPS, configMap("a"));
    String version = client.get(CONFIG_MAPS).version();

    assertThat(client.post(CONFIG_MAPS + "?dryRun=All", configMap("b")).code()).isEqualTo(201);
    assertThat(
            client
                .mergePatch(CONFIG_MAPS + "/a?dryRun=All", "{\"data\":{\"a\":\"9\"}}")
                .body()
                .textOr("", "data", "a"))
        .isEqualTo("9");
    assertThat(client.delete(CONFIG_MAPS + "/a?dryRun=All").code()).isEqualTo(200);
    assertThat(client.get(CONFIG_MAPS).version()).isEqualTo(version);
    assertThat(client.get(CONFIG_MAPS).body().items("items")).hasSize(1);
  }

  private static String uid(Answer created) {
    return created.body().textOr("", "metadata", "uid");
  }

  private static String precondition(String field, String value) {
    return "{\"preconditions\":{\"%s\":\"%s\"}}".formatted(field, value);
  }

  private static String owned(String name, String... owners) {
    StringBuilder references = new StringBuilder();
    for (String uid : owners) {
      references
          .append(references.isEmpty() ? "" : ",")
          .append(
              "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"o\",\"uid\":\"%s\"}"
                  .formatted(uid));
    }
    return "{\"metadata\":{\"name\":\"%s\",\"ownerReferences\":[%s]}}".formatted(name, references);
  }
}
