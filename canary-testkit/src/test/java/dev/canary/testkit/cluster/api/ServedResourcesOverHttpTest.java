package dev.canary.testkit.cluster.api;

import static dev.canary.testkit.cluster.api.Manifests.CRDS;
import static dev.canary.testkit.cluster.api.Manifests.DEPLOYMENTS;
import static dev.canary.testkit.cluster.api.Manifests.WIDGETS;
import static dev.canary.testkit.cluster.api.Manifests.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.ApiClient.Answer;
import dev.canary.testkit.cluster.api.traffic.RequestFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServedResourcesOverHttpTest {

  private final ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS);
  private final ApiClient client = new ApiClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void crd_servesItsResourceUntilItIsDeleted() {
    assertThat(client.get(WIDGETS).code()).isEqualTo(404);
    Tree crd = client.post(CRDS, Manifests.anyWidgetCrd()).body();

    assertThat(crd.items("status", "conditions"))
        .extracting(condition -> condition.textOr("", "type"))
        .containsExactly("NamesAccepted", "Established");
    assertThat(client.post(WIDGETS, Manifests.widget("w", "{}")).code()).isEqualTo(201);
    client.delete(CRDS + "/widgets.example.com");
    assertThat(client.get(WIDGETS).code()).isEqualTo(404);
  }

  @Test
  void discovery_listsResourcesAndSubresources() {
    assertThat(client.get("/apis/apps/v1").body().items("resources"))
        .extracting(resource -> resource.textOr("", "name"))
        .contains("deployments", "deployments/status", "deployments/scale");
    assertThat(client.get("/apis").body().items("groups"))
        .extracting(group -> group.textOr("", "name"))
        .contains("apps", "autoscaling", "authorization.k8s.io");
    assertThat(client.get("/version").body().textOr("", "minor")).isEqualTo("32");
  }

  @Test
  void accessReview_saysWhatTheRulesSay() {
    server.access().deny("list", "", "secrets");
    String review =
        """
        {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":
         {"resourceAttributes":{"verb":"%s","resource":"secrets"}}}""";
    String path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    assertThat(client.post(path, review.formatted("list")).body().isTrue("status", "allowed"))
        .isFalse();
    assertThat(client.post(path, review.formatted("get")).body().isTrue("status", "allowed"))
        .isTrue();
    assertThat(client.get("/api/v1/secrets").code()).isEqualTo(403);
  }

  @Test
  void scale_showsAndChangesReplicas() {
    client.post(DEPLOYMENTS, deployment("podinfo"));
    Tree scale = client.get(DEPLOYMENTS + "/podinfo/scale").body();
    Answer scaled = client.put(DEPLOYMENTS + "/podinfo/scale", scale.with(4, "spec", "replicas"));

    assertThat(scale.textOr("", "status", "selector")).isEqualTo("app=podinfo");
    assertThat(scaled.body().wholeOr(0, "spec", "replicas")).isEqualTo(4);
    assertThat(client.get(DEPLOYMENTS + "/podinfo").body().wholeOr(0, "spec", "replicas"))
        .isEqualTo(4);
  }

  @Test
  void webSocket_forAWatch_isAnsweredWithoutUpgradeAndNotCountedAsWatch() {
    // the JDK's client may not set Upgrade; the raw request is what the fabric8 client sends
    String answer =
        client.raw(
            """
            GET /api/v1/pods?watch=true HTTP/1.1
            Host: localhost
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

            """);

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(server.requests().count(RequestFilter.to("watch", "pods"))).isZero();
    assertThat(server.requests().count(RequestFilter.to("websocket", "pods"))).isEqualTo(1);
  }
}
