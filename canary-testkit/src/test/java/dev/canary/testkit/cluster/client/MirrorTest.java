package dev.canary.testkit.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.Await;
import dev.canary.testkit.cluster.Manifests;
import dev.canary.testkit.cluster.api.ApiServer;
import dev.canary.testkit.cluster.api.ApiServerConfig;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorTest {

  private static final ResourceType CONFIG_MAPS =
      ResourceType.namespaced("", "v1", "ConfigMap", "configmaps");

  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private ApiServer server;
  private ApiClient api;
  private Mirror mirror;

  @BeforeEach
  void start() {
    server = ApiServer.start(ApiServerConfig.DEFAULTS);
    api = new ApiClient(server.url(), "test");
    put("first", "1");
    mirror =
        new Mirror(
                api,
                CONFIG_MAPS,
                (before, after) ->
                    heard.add(
                        (before == null ? "-" : value(before))
                            + " to "
                            + (after == null ? "-" : value(after))))
            .start();
    Await.until("first is seen", () -> value("first").equals("1"));
  }

  @AfterEach
  void close() {
    mirror.close();
    api.close();
    server.close();
  }

  private void put(String name, String value) {
    server
        .objects()
        .apply(
            Tree.members()
                .put("apiVersion", "v1")
                .put("kind", "ConfigMap")
                .put("metadata", Tree.Obj.EMPTY.with(name, "name").with("test", "namespace"))
                .put("data", Tree.Obj.EMPTY.with(value, "value"))
                .build());
  }

  private String value(String name) {
    return mirror.get(new ObjectName("test", name)).map(MirrorTest::value).orElse("-");
  }

  private static String value(Tree object) {
    return object.textOr("", "data", "value");
  }

  @Test
  void change_isSeenAndTold() {
    put("first", "2");
    Await.until("2", () -> value("first").equals("2"));
    server.objects().delete("v1", "ConfigMap", "test", "first");
    Await.until("gone", () -> value("first").equals("-"));
    assertThat(heard).containsExactly("- to 1", "1 to 2", "2 to -");
  }

  @Test
  void watchEnded_isBegunAgainWithoutLosingAChange() {
    server.endWatches();
    put("first", "2");
    put("second", "1");
    Await.until("both", () -> value("first").equals("2") && value("second").equals("1"));
    assertThat(heard).containsExactly("- to 1", "1 to 2", "- to 1");
  }

  @Test
  void historyForgotten_isListedAgainAndToldAsDifference() {
    server.goDown();
    put("first", "2");
    server
        .objects()
        .apply(
            Tree.members()
                .put("apiVersion", "v1")
                .put("kind", "ConfigMap")
                .put("metadata", Tree.Obj.EMPTY.with("second", "name").with("test", "namespace"))
                .build());
    server.objects().delete("v1", "ConfigMap", "test", "first");
    server.forgetHistory();
    server.comeUp();
    Await.until("first is gone", () -> value("first").equals("-"));
    Await.until("second", () -> mirror.get(new ObjectName("test", "second")).isPresent());
    assertThat(heard).contains("1 to -").doesNotContain("1 to 2");
  }

  @Test
  void typeThatComesLater_isMirroredThen() {
    ResourceType shops = ResourceType.namespaced("example.org", "v1", "Shop", "shops");
    try (Mirror early = new Mirror(api, shops).start()) {
      server.objects().apply(crd());
      server
          .objects()
          .apply(
              Tree.members()
                  .put("apiVersion", "example.org/v1")
                  .put("kind", "Shop")
                  .put("metadata", Tree.Obj.EMPTY.with("a", "name").with("test", "namespace"))
                  .build());
      Await.until("shop", () -> early.all().size() == 1);
      server
          .objects()
          .delete("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", "shops.example.org");
      Await.until("type and shop are gone", () -> early.all().isEmpty());
    }
  }

  private static Tree crd() {
    return Manifests.read(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: shops.example.org}
            spec:
              group: example.org
              scope: Namespaced
              names: {kind: Shop, listKind: ShopList, plural: shops, singular: shop}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """)
        .getFirst();
  }
}
