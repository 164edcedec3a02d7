package dev.canary.testkit.cluster.api;

import static dev.canary.testkit.cluster.api.Manifests.CONFIG_MAPS;
import static dev.canary.testkit.cluster.api.Manifests.CRDS;
import static dev.canary.testkit.cluster.api.Manifests.DEPLOYMENTS;
import static dev.canary.testkit.cluster.api.Manifests.WIDGETS;
import static dev.canary.testkit.cluster.api.Manifests.configMap;
import static dev.canary.testkit.cluster.api.Manifests.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.ApiClient.Answer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ObjectsOverHttpTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private final ApiServer server =
      ApiServer.start(ApiServerConfig.DEFAULTS.withClock(InstantSource.fixed(NOW)));
  private final ApiClient client = new ApiClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void create_newObject_isStampedByTheServer() {
    Answer created = client.post(DEPLOYMENTS, deployment("podinfo"));

    assertThat(created.code()).isEqualTo(201);
    assertThat(created.body().textOr("", "metadata", "creationTimestamp"))
        .isEqualTo("2026-03-04T05:06:07Z");
    assertThat(created.body().textOr("", "metadata", "uid")).hasSize(36);
    assertThat(created.body().wholeOr(0, "metadata", "generation")).isEqualTo(1);
    assertThat(client.get(DEPLOYMENTS + "/podinfo").body()).isEqualTo(created.body());
  }

  @Test
  void create_takenName_answersAlreadyExists() {
    client.post(CONFIG_MAPS, configMap("a"));
    Answer second = client.post(CONFIG_MAPS, configMap("a"));

    assertThat(second.code()).isEqualTo(409);
    assertThat(second.reason()).isEqualTo("AlreadyExists");
    assertThat(second.message()).isEqualTo("configmaps \"a\" already exists");
  }

  @Test
  void create_missingNamespace_answersNotFound() {
    Answer answer = client.post("/api/v1/namespaces/nowhere/configmaps", configMap("a"));

    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.message()).isEqualTo("namespaces \"nowhere\" not found");
  }

  @Test
  void create_badName_answersInvalidWithTheField() {
    Answer answer = client.post(CONFIG_MAPS, configMap("Not_A_Name"));

    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.body().items("details", "causes").getFirst().textOr("", "field"))
        .isEqualTo("metadata.name");
  }

  @Test
  void create_otherKindThanThePath_answersBadRequest() {
    assertThat(client.post(DEPLOYMENTS, configMap("a")).code()).isEqualTo(400);
  }

  @Test
  void create_misshapenObject_answersBadRequest() {
    assertThat(client.post(DEPLOYMENTS, "{\"metadata\":{\"name\":\"a\"},\"spec\":\"x\"}").code())
        .isEqualTo(400);
    assertThat(client.post(DEPLOYMENTS, "{").message()).contains("not well formed");
  }

  @Test
  void get_missingObject_answersNotFoundWithDetails() {
    Answer answer = client.get(DEPLOYMENTS + "/gone");

    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.message()).isEqualTo("deployments.apps \"gone\" not found");
    assertThat(answer.body().textOr("", "details", "kind")).isEqualTo("deployments");
    assertThat(answer.body().textOr("", "details", "group")).isEqualTo("apps");
  }

  @Test
  void get_unknownResource_answersNotFound() {
    assertThat(client.get("/apis/nobody.example/v1/things").message())
        .isEqualTo("the server could not find the requested resource");
  }

  @Test
  void put_staleVersion_answersConflictAndChangesNothing() {
    Tree first = client.post(CONFIG_MAPS, configMap("a")).body();
    Tree second = client.put(CONFIG_MAPS + "/a", first.with("2", "data", "a")).body();
    Answer stale = client.put(CONFIG_MAPS + "/a", first.with("3", "data", "a"));

    assertThat(stale.code()).isEqualTo(409);
    assertThat(stale.reason()).isEqualTo("Conflict");
    assertThat(client.get(CONFIG_MAPS + "/a").body()).isEqualTo(second);
  }

  @Test
  void put_withoutVersion_isUnconditionalForBuiltInsOnly() {
    client.post(CONFIG_MAPS, configMap("a"));
    client.post(CRDS, Manifests.anyWidgetCrd());
    Tree widget = client.post(WIDGETS, Manifests.widget("w", "{}")).body();

    assertThat(client.put(CONFIG_MAPS + "/a", Json.read(configMap("a"))).code()).isEqualTo(200);
    assertThat(client.put(WIDGETS + "/w", widget.without("metadata", "resourceVersion")).code())
        .isEqualTo(422);
  }

  @Test
  void put_unchangedObject_keepsTheVersion() {
    Answer created = client.post(CONFIG_MAPS, configMap("a"));

    assertThat(client.put(CONFIG_MAPS + "/a", created.body()).version())
        .isEqualTo(created.version());
  }

  @Test
  void put_specChange_raisesGenerationByOne() {
    Tree created = client.post(DEPLOYMENTS, deployment("podinfo")).body();
    Tree scaled = client.put(DEPLOYMENTS + "/podinfo", created.with(5, "spec", "replicas")).body();
    Tree labelled =
        client.put(DEPLOYMENTS + "/podinfo", scaled.with("x", "metadata", "labels", "l")).body();

    assertThat(scaled.wholeOr(0, "metadata", "generation")).isEqualTo(2);
    assertThat(labelled.wholeOr(0, "metadata", "generation")).isEqualTo(2);
  }

  @Test
  void put_annotationOfADeployment_raisesGeneration() {
    Tree created = client.post(DEPLOYMENTS, deployment("podinfo")).body();
    Tree annotated =
        client
            .put(DEPLOYMENTS + "/podinfo", created.with("x", "metadata", "annotations", "a"))
            .body();

    assertThat(annotated.wholeOr(0, "metadata", "generation")).isEqualTo(2);
  }

  @Test
  void status_isWrittenByItsSubresourceAlone() {
    Tree created = client.post(DEPLOYMENTS, deployment("podinfo")).body();
    Tree wanted = created.with(7, "spec", "replicas").with(3, "status", "readyReplicas");

    Tree main = client.put(DEPLOYMENTS + "/podinfo", wanted).body();
    Tree status =
        client
            .put(
                DEPLOYMENTS + "/podinfo/status",
                main.with(9, "spec", "replicas").with(3, "status", "readyReplicas"))
            .body();

    assertThat(main.at("status", "readyReplicas")).isEmpty();
    assertThat(status.wholeOr(0, "status", "readyReplicas")).isEqualTo(3);
    assertThat(status.wholeOr(0, "spec", "replicas")).isEqualTo(7);
    assertThat(status.wholeOr(0, "metadata", "generation")).isEqualTo(2);
  }

  @Test
  void status_staleVersion_answersConflict() {
    Tree created = client.post(DEPLOYMENTS, deployment("podinfo")).body();
    client.put(DEPLOYMENTS + "/podinfo", created.with(2, "spec", "replicas"));

    Answer stale =
        client.put(DEPLOYMENTS + "/podinfo/status", created.with(1, "status", "replicas"));

    assertThat(stale.reason()).isEqualTo("Conflict");
  }

  @Test
  void mergePatch_nullRemoves_othersStay() {
    client.post(CONFIG_MAPS, configMap("a"));
    Answer patched = client.mergePatch(CONFIG_MAPS + "/a", "{\"data\":{\"a\":null,\"b\":\"2\"}}");

    assertThat(patched.body().texts("data")).containsOnly(Map.entry("b", "2"));
  }

  @Test
  void mergePatch_staleVersion_answersConflict() {
    String version = client.post(CONFIG_MAPS, configMap("a")).version();
    String patch =
        "{\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"data\":{\"b\":\"%s\"}}";

    assertThat(client.mergePatch(CONFIG_MAPS + "/a", patch.formatted("1")).code()).isEqualTo(200);
    assertThat(client.mergePatch(CONFIG_MAPS + "/a", patch.formatted("2")).code()).isEqualTo(409);
  }

  @Test
  void delete_objectWithoutFinalizer_isGone() {
    client.post(CONFIG_MAPS, configMap("a"));
    Answer deleted = client.delete(CONFIG_MAPS + "/a");

    assertThat(deleted.body().textOr("", "status")).isEqualTo("Success");
    assertThat(client.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
  }
}
