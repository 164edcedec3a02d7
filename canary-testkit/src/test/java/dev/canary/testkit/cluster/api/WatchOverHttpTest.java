package dev.canary.testkit.cluster.api;

import static dev.canary.testkit.cluster.api.Manifests.CONFIG_MAPS;
import static dev.canary.testkit.cluster.api.Manifests.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.ApiClient.Events;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchOverHttpTest {

  private final ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS.withHistory(3));
  private final ApiClient client = new ApiClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void watch_fromAVersion_seesEveryLaterChangeInOrder() throws IOException {
    client.post(CONFIG_MAPS, configMap("before"));
    String version = client.get(CONFIG_MAPS).version();
    client.post(CONFIG_MAPS, configMap("a"));
    client.mergePatch(CONFIG_MAPS + "/a", "{\"data\":{\"a\":\"2\"}}");
    try (Events events = client.watch(CONFIG_MAPS + "?watch=true&resourceVersion=" + version)) {
      assertThat(events.nextName()).isEqualTo("ADDED a");
      assertThat(events.nextName()).isEqualTo("MODIFIED a");
      client.delete(CONFIG_MAPS + "/a");
      assertThat(events.nextName()).isEqualTo("DELETED a");
    }
  }

  @Test
  void watch_withoutVersion_beginsWithThePresent() throws IOException {
    client.post(CONFIG_MAPS, configMap("a"));
    try (Events events = client.watch(CONFIG_MAPS + "?watch=1")) {
      assertThat(events.nextName()).isEqualTo("ADDED a");
      client.post(CONFIG_MAPS, configMap("b"));
      assertThat(events.nextName()).isEqualTo("ADDED b");
    }
  }

  @Test
  void watch_sendInitialEvents_marksTheirEnd() throws IOException {
    client.post(CONFIG_MAPS, configMap("a"));
    String query =
        "?watch=1&sendInitialEvents=true&allowWatchBookmarks=true"
            + "&resourceVersionMatch=NotOlderThan";
    try (Events events = client.watch(CONFIG_MAPS + query)) {
      assertThat(events.nextName()).isEqualTo("ADDED a");
      Tree mark = events.next();
      assertThat(mark.textOr("", "type")).isEqualTo("BOOKMARK");
      assertThat(mark.textOr("", "object", "metadata", "annotations", "k8s.io/initial-events-end"))
          .isEqualTo("true");
      assertThat(mark.textOr("", "object", "metadata", "resourceVersion"))
          .isEqualTo(client.get(CONFIG_MAPS).version());
    }
  }

  @Test
  void watch_olderThanTheHistory_isToldGone() throws IOException {
    String version = client.get(CONFIG_MAPS).version();
    for (int i = 0; i < 4; i++) {
      client.post(CONFIG_MAPS, configMap("a" + i));
    }
    try (Events events = client.watch(CONFIG_MAPS + "?watch=1&resourceVersion=" + version)) {
      Tree error = events.next();
      assertThat(error.textOr("", "type")).isEqualTo("ERROR");
      assertThat(error.wholeOr(0, "object", "code")).isEqualTo(410);
      assertThat(error.textOr("", "object", "reason")).isEqualTo("Expired");
      assertThat(events.ended()).isTrue();
    }
  }

  @Test
  void watch_changesOfOtherResources_doNotFillItsHistory() throws IOException {
    String version = client.get(CONFIG_MAPS).version();
    for (int i = 0; i < 9; i++) {
      client.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"n" + i + "\"}}");
    }
    client.post(CONFIG_MAPS, configMap("a"));
    try (Events events = client.watch(CONFIG_MAPS + "?watch=1&resourceVersion=" + version)) {
      assertThat(events.nextName()).isEqualTo("ADDED a");
    }
  }

  @Test
  void watch_forgottenHistory_isToldGone() throws IOException {
    String version = client.post(CONFIG_MAPS, configMap("a")).version();
    client.post(CONFIG_MAPS, configMap("b"));
    server.forgetHistory();
    try (Events events = client.watch(CONFIG_MAPS + "?watch=1&resourceVersion=" + version)) {
      assertThat(events.next().wholeOr(0, "object", "code")).isEqualTo(410);
    }
  }

  @Test
  void watch_ofOneNamespace_doesNotSeeOthers() throws IOException {
    client.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"other\"}}");
    String version = client.get(CONFIG_MAPS).version();
    client.post("/api/v1/namespaces/other/configmaps", configMap("elsewhere"));
    client.post(CONFIG_MAPS, configMap("here"));
    try (Events events = client.watch(CONFIG_MAPS + "?watch=1&resourceVersion=" + version)) {
      assertThat(events.nextName()).isEqualTo("ADDED here");
    }
  }

  @Test
  void watch_timeIsUp_endsWithABookmark() throws IOException {
    String version = client.get(CONFIG_MAPS).version();
    client.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"other\"}}");
    String query = "?watch=1&timeoutSeconds=1&allowWatchBookmarks=true&resourceVersion=" + version;
    try (Events events = client.watch(CONFIG_MAPS + query)) {
      assertThat(events.next().textOr("", "type")).isEqualTo("BOOKMARK");
      assertThat(events.ended()).isTrue();
    }
  }

  @Test
  void goDown_cutsWatches_andComeUpKeepsObjects() throws IOException {
    client.post(CONFIG_MAPS, configMap("a"));
    String version = client.get(CONFIG_MAPS).version();
    try (Events events = client.watch(CONFIG_MAPS + "?watch=1&resourceVersion=" + version)) {
      server.goDown();
      assertThat(events.ended()).isTrue();
    }
    assertThatThrownBy(() -> client.get(CONFIG_MAPS)).isInstanceOf(ApiClient.ConnectionCut.class);
    server.comeUp();
    assertThat(client.get(CONFIG_MAPS + "/a").code()).isEqualTo(200);
  }
}
