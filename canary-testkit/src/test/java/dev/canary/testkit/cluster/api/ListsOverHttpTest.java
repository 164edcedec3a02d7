package dev.canary.testkit.cluster.api;

import static dev.canary.testkit.cluster.api.Manifests.CONFIG_MAPS;
import static dev.canary.testkit.cluster.api.Manifests.DEPLOYMENTS;
import static dev.canary.testkit.cluster.api.Manifests.configMap;
import static dev.canary.testkit.cluster.api.Manifests.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.ApiClient.Answer;
import dev.canary.testkit.cluster.api.ApiClient.Events;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListsOverHttpTest {

  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
  private static final String EVENTS = "/api/v1/namespaces/default/events";

  private final ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS.withHistory(20));
  private final ApiClient client = new ApiClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void list_labelSelector_selects() {
    client.post(CONFIG_MAPS, configMap("a", "{\"k\":\"1\"}"));
    client.post(CONFIG_MAPS, configMap("b", "{\"k\":\"2\"}"));

    assertThat(names(client.get(CONFIG_MAPS + "?labelSelector=k%20in%20(2,3)")))
        .containsExactly("b");
    assertThat(client.get(CONFIG_MAPS + "?labelSelector=k%20in").code()).isEqualTo(400);
  }

  @Test
  void list_fieldSelector_selectsEventsOfOneObject() {
    for (String name : List.of("podinfo", "other")) {
      client.post(
          EVENTS,
          """
          {"metadata":{"generateName":"e-"},"type":"Normal",
           "involvedObject":{"kind":"Canary","name":"%s"}}"""
              .formatted(name));
    }
    List<String> found = names(client.get(EVENTS + "?fieldSelector=involvedObject.name%3Dpodinfo"));

    assertThat(found).singleElement().asString().matches("e-[a-z0-9]{5}");
  }

  @Test
  void list_inParts_seesEveryObjectOnceInOrder() {
    for (int i = 0; i < 7; i++) {
      client.post(CONFIG_MAPS, configMap("c" + i));
    }
    Answer first = client.get(CONFIG_MAPS + "?limit=3");
    List<String> all = new ArrayList<>(names(first));
    String next = first.body().textOr("", "metadata", "continue");
    assertThat(first.body().wholeOr(0, "metadata", "remainingItemCount")).isEqualTo(4);
    client.post(CONFIG_MAPS, configMap("a-late"));
    while (!next.isEmpty()) {
      Answer part = client.get(CONFIG_MAPS + "?limit=3&continue=" + next);
      assertThat(part.version()).isEqualTo(first.version());
      all.addAll(names(part));
      next = part.body().textOr("", "metadata", "continue");
    }

    assertThat(all).containsExactly("c0", "c1", "c2", "c3", "c4", "c5", "c6");
  }

  @Test
  void list_continuedTooLate_isGone() {
    client.post(CONFIG_MAPS, configMap("a"));
    client.post(CONFIG_MAPS, configMap("b"));
    String next = client.get(CONFIG_MAPS + "?limit=1").body().textOr("", "metadata", "continue");
    client.post(CONFIG_MAPS, configMap("c"));
    server.forgetHistory();
    Answer late = client.get(CONFIG_MAPS + "?limit=1&continue=" + next);

    assertThat(late.code()).isEqualTo(410);
    assertThat(late.reason()).isEqualTo("Expired");
  }

  @Test
  void list_lastPart_hasNoContinue() {
    client.post(CONFIG_MAPS, configMap("a"));

    assertThat(client.get(CONFIG_MAPS + "?limit=1").body().at("metadata", "continue")).isEmpty();
  }

  @Test
  void watch_objectLeavesTheSelection_isDeletedForTheWatcher() throws IOException {
    client.post(CONFIG_MAPS, configMap("a", "{\"k\":\"1\"}"));
    String version = client.get(CONFIG_MAPS).version();
    String query = "?watch=1&labelSelector=k%3D1&resourceVersion=" + version;
    try (Events events = client.watch(CONFIG_MAPS + query)) {
      client.mergePatch(CONFIG_MAPS + "/a", "{\"metadata\":{\"labels\":{\"k\":\"2\"}}}");
      Answer back =
          client.mergePatch(CONFIG_MAPS + "/a", "{\"metadata\":{\"labels\":{\"k\":\"1\"}}}");

      assertThat(events.nextName()).isEqualTo("DELETED a");
      Tree added = events.next();
      assertThat(added.textOr("", "type")).isEqualTo("ADDED");
      assertThat(added.at("object")).contains(back.body());
    }
  }

  @Test
  void table_ofDeployments_hasColumnsAndMetadata() {
    client.post(DEPLOYMENTS, deployment("podinfo"));
    Tree table = client.getAs(TABLE + ",application/json", DEPLOYMENTS).body();
    Tree row = table.items("rows").getFirst();

    assertThat(table.textOr("", "kind")).isEqualTo("Table");
    assertThat(table.items("columnDefinitions"))
        .extracting(column -> column.textOr("", "name"))
        .startsWith("Name", "Ready", "Up-to-date", "Available", "Age");
    assertThat(row.items("cells").subList(0, 3))
        .containsExactly(Tree.of("podinfo"), Tree.of("0/1"), Tree.of(0));
    assertThat(row.textOr("", "object", "kind")).isEqualTo("PartialObjectMetadata");
    assertThat(row.textOr("", "object", "metadata", "name")).isEqualTo("podinfo");
  }

  @Test
  void table_ofAWatch_isOneRowPerEvent() throws IOException {
    client.post(DEPLOYMENTS, deployment("podinfo"));
    try (Events events = client.watchAs(TABLE, DEPLOYMENTS + "?watch=1")) {
      Tree event = events.next();
      assertThat(event.textOr("", "object", "kind")).isEqualTo("Table");
      assertThat(event.items("object", "rows")).hasSize(1);
    }
  }

  @Test
  void accept_protobufFirst_isAnsweredInJson() {
    client.post(CONFIG_MAPS, configMap("a"));
    Answer answer =
        client.getAs("application/vnd.kubernetes.protobuf,application/json", CONFIG_MAPS + "/a");

    assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body().textOr("", "kind")).isEqualTo("ConfigMap");
    assertThat(
            client
                .getAs("application/vnd.kubernetes.protobuf," + TABLE, CONFIG_MAPS)
                .body()
                .textOr("", "kind"))
        .isEqualTo("Table");
  }

  @Test
  void accept_metadataOnly_leavesTheRestOut() {
    client.post(CONFIG_MAPS, configMap("a"));
    Tree list =
        client
            .getAs("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", CONFIG_MAPS)
            .body();

    assertThat(list.textOr("", "kind")).isEqualTo("PartialObjectMetadataList");
    assertThat(list.items("items").getFirst().at("data")).isEmpty();
  }

  @Test
  void list_tenThousandObjects_areAllThereAndEachIsFound() {
    for (int i = 0; i < 10_000; i++) {
      server.objects().create(Json.read(configMap("c" + i)).with("n", "metadata", "namespace"));
    }

    assertThat(client.get("/api/v1/configmaps").body().items("items")).hasSize(10_000);
    assertThat(client.get("/api/v1/namespaces/n/configmaps/c9999").code()).isEqualTo(200);
    assertThat(names(client.get("/api/v1/configmaps?limit=2"))).containsExactly("c0", "c1");
  }

  @Test
  void events_ofBothGroups_areTheSameObjects() {
    client.post(
        "/apis/events.k8s.io/v1/namespaces/default/events",
        """
        {"apiVersion":"events.k8s.io/v1","kind":"Event","metadata":{"name":"e"},"type":"Warning",
         "reason":"Synced","note":"text","regarding":{"kind":"Canary","name":"podinfo"}}""");
    Tree core = client.get(EVENTS + "/e").body();

    assertThat(core.textOr("", "apiVersion")).isEqualTo("v1");
    assertThat(core.textOr("", "message")).isEqualTo("text");
    assertThat(core.textOr("", "involvedObject", "name")).isEqualTo("podinfo");
    assertThat(
            client
                .get("/apis/events.k8s.io/v1/namespaces/default/events/e")
                .body()
                .textOr("", "note"))
        .isEqualTo("text");
  }

  private static List<String> names(Answer list) {
    return list.body().items("items").stream()
        .map(item -> item.textOr("", "metadata", "name"))
        .toList();
  }
}
