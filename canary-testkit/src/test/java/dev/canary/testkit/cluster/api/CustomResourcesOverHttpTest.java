package dev.canary.testkit.cluster.api;

import static dev.canary.testkit.cluster.api.Manifests.CRDS;
import static dev.canary.testkit.cluster.api.Manifests.WIDGETS;
import static dev.canary.testkit.cluster.api.Manifests.widget;
import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.ApiClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CustomResourcesOverHttpTest {

  private static final String SPEC =
      """
      {"type":"object","required":["size"],"properties":{
        "size":{"type":"integer","maximum":100},
        "mode":{"type":"string","default":"fast"},
        "replicas":{"type":"integer"}}}""";

  private final ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS);
  private final ApiClient client = new ApiClient(server);

  @BeforeEach
  void define() {
    Answer defined = client.post(CRDS, Manifests.widgetCrd(SPEC));
    assertThat(defined.code()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void create_validObject_getsDefaultsAndGeneration() {
    Tree created = client.post(WIDGETS, widget("w", "{\"size\":1}")).body();

    assertThat(created.textOr("", "spec", "mode")).isEqualTo("fast");
    assertThat(created.wholeOr(0, "metadata", "generation")).isEqualTo(1);
    assertThat(created.at("status")).isEmpty();
  }

  @Test
  void create_brokenRules_areAllNamed() {
    Answer refused = client.post(WIDGETS, widget("w", "{\"size\":1000,\"mode\":1}"));

    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message())
        .startsWith("Widget.example.com \"w\" is invalid: [")
        .contains("spec.size in body should be less than or equal to 100")
        .contains("spec.mode in body must be of type string");
  }

  @Test
  void create_unknownField_isPrunedWithAWarning() {
    Answer created = client.post(WIDGETS, widget("w", "{\"size\":1,\"extra\":2}"));

    assertThat(created.body().at("spec", "extra")).isEmpty();
    assertThat(created.response().headers().firstValue("Warning"))
        .contains("299 - \"unknown field \\\"spec.extra\\\"\"");
  }

  @Test
  void create_unknownFieldStrictly_isRefused() {
    Answer refused =
        client.post(WIDGETS + "?fieldValidation=Strict", widget("w", "{\"size\":1,\"extra\":2}"));

    assertThat(refused.code()).isEqualTo(400);
    assertThat(refused.message()).isEqualTo("strict decoding error: unknown field \"spec.extra\"");
  }

  @Test
  void status_write_isValidatedAndKeepsGeneration() {
    Tree created = client.post(WIDGETS, widget("w", "{\"size\":1}")).body();
    Tree written =
        client
            .put(
                WIDGETS + "/w/status",
                created.with("Up", "status", "phase").with("x", "metadata", "labels", "l"))
            .body();

    assertThat(written.textOr("", "status", "phase")).isEqualTo("Up");
    assertThat(written.at("metadata", "labels")).isEmpty();
    assertThat(written.wholeOr(0, "metadata", "generation")).isEqualTo(1);
    assertThat(
            client
                .mergePatch(WIDGETS + "/w", "{\"spec\":{\"size\":2},\"status\":{\"phase\":\"X\"}}")
                .body()
                .textOr("", "status", "phase"))
        .isEqualTo("Up");
  }

  @Test
  void status_staleVersion_answersConflict() {
    Tree created = client.post(WIDGETS, widget("w", "{\"size\":1}")).body();
    client.mergePatch(WIDGETS + "/w", "{\"spec\":{\"size\":2}}");

    assertThat(client.put(WIDGETS + "/w/status", created.with("Up", "status", "phase")).code())
        .isEqualTo(409);
  }

  @Test
  void patch_strategicMerge_isNotAcceptedForCustomKinds() {
    client.post(WIDGETS, widget("w", "{\"size\":1}"));

    assertThat(client.patch("strategic-merge-patch+json", WIDGETS + "/w", "{}").code())
        .isEqualTo(415);
  }

  @Test
  void patch_jsonPatchWithFailingTest_answersInvalid() {
    client.post(WIDGETS, widget("w", "{\"size\":1}"));
    String patch = "[{\"op\":\"test\",\"path\":\"/spec/size\",\"value\":2}]";
    Answer refused = client.patch("json-patch+json", WIDGETS + "/w", patch);

    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message()).contains("expected 2, found 1");
  }

  @Test
  void apply_missingThenPresent_createsThenMerges() {
    String yaml =
        """
        apiVersion: example.com/v1
        kind: Widget
        metadata: {name: w}
        spec: {size: %d}
        """;
    String path = WIDGETS + "/w?fieldManager=test";

    assertThat(client.patch("apply-patch+yaml", path, yaml.formatted(1)).code()).isEqualTo(201);
    client.mergePatch(WIDGETS + "/w", "{\"spec\":{\"replicas\":3}}");
    Answer merged = client.patch("apply-patch+yaml", path, yaml.formatted(2));
    assertThat(merged.code()).isEqualTo(200);
    assertThat(merged.body().at("spec"))
        .contains(Json.read("{\"size\":2,\"mode\":\"fast\",\"replicas\":3}"));
    assertThat(client.patch("apply-patch+yaml", WIDGETS + "/w", yaml.formatted(2)).message())
        .contains("fieldManager: Required value");
  }

  @Test
  void versions_differInApiVersionOnly_andPreferredComesFirst() {
    Tree crd = client.get(CRDS + "/widgets.example.com").body();
    Tree beta =
        crd.at("spec", "versions", "0")
            .orElseThrow()
            .with("v2beta1", "name")
            .with(Tree.of(false), "storage");
    Tree two =
        crd.with(
            Tree.array(crd.at("spec", "versions", "0").orElseThrow(), beta), "spec", "versions");
    assertThat(client.put(CRDS + "/widgets.example.com", two).code()).isEqualTo(200);
    client.post(WIDGETS, widget("w", "{\"size\":1}"));
    Tree asBeta = client.get("/apis/example.com/v2beta1/namespaces/default/widgets/w").body();

    assertThat(asBeta.textOr("", "apiVersion")).isEqualTo("example.com/v2beta1");
    assertThat(asBeta.with("example.com/v1", "apiVersion"))
        .isEqualTo(client.get(WIDGETS + "/w").body());
    assertThat(client.get("/apis/example.com").body().textOr("", "preferredVersion", "version"))
        .isEqualTo("v1");
  }

  @Test
  void scale_followsTheDeclaredPaths() {
    Tree crd = client.get(CRDS + "/widgets.example.com").body();
    String scale =
        """
        {"specReplicasPath":".spec.replicas","statusReplicasPath":".status.count",
         "labelSelectorPath":".status.selector"}""";
    client.put(
        CRDS + "/widgets.example.com",
        crd.with(Json.read(scale), "spec", "versions", "0", "subresources", "scale"));
    client.post(WIDGETS, widget("w", "{\"size\":1,\"replicas\":2}"));
    client.mergePatch(WIDGETS + "/w/status", "{\"status\":{\"count\":1,\"selector\":\"a=b\"}}");
    Tree shown = client.mergePatch(WIDGETS + "/w/scale", "{\"spec\":{\"replicas\":5}}").body();

    assertThat(shown.wholeOr(0, "spec", "replicas")).isEqualTo(5);
    assertThat(shown.wholeOr(0, "status", "replicas")).isEqualTo(1);
    assertThat(shown.textOr("", "status", "selector")).isEqualTo("a=b");
    assertThat(client.get(WIDGETS + "/w").body().wholeOr(0, "spec", "replicas")).isEqualTo(5);
  }

  @Test
  void openApi_describesTheKindAndFieldValidation() {
    Tree index = client.get("/openapi/v3").body();
    Tree document = client.get("/openapi/v3/apis/example.com/v1").body();
    String path = "/apis/example.com/v1/namespaces/{namespace}/widgets/{name}";

    assertThat(index.fields("paths")).containsKeys("api/v1", "apis/apps/v1", "apis/example.com/v1");
    assertThat(document.items("paths", path, "patch", "parameters"))
        .extracting(parameter -> parameter.textOr("", "name"))
        .contains("fieldValidation");
    assertThat(
            document.wholeOr(
                0,
                "components",
                "schemas",
                "com.example.v1.Widget",
                "properties",
                "spec",
                "properties",
                "size",
                "maximum"))
        .isEqualTo(100);
  }
}
