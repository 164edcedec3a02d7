package dev.canary.testkit.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.Await;
import dev.canary.testkit.cluster.Caller;
import dev.canary.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubeletTest {

  private EmbeddedCluster cluster;
  private Caller pods;

  @BeforeEach
  void start() {
    cluster =
        EmbeddedCluster.empty()
            .speed(100)
            .with(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: app, namespace: test}
                spec: {selector: {app: app}, ports: [{port: 80, targetPort: http}]}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app, namespace: test}
                spec:
                  replicas: 2
                  progressDeadlineSeconds: 60
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata: {labels: {app: app}}
                    spec:
                      containers:
                        - {name: app, image: "registry:5000/x/podinfo:1.0.0", ports: [{name: http, containerPort: 9898}]}
                """)
            .start();
    pods = new Caller(cluster.forwardProxy());
    Await.until("two pods", () -> status("availableReplicas") == 2);
  }

  @AfterEach
  void close() {
    pods.close();
    cluster.close();
  }

  private Tree deployment() {
    return cluster.objects().get("apps/v1", "Deployment", "test", "app");
  }

  private long status(String field) {
    return deployment().wholeOr(0, "status", field);
  }

  private Tree condition(String type) {
    return deployment().items("status", "conditions").stream()
        .filter(condition -> condition.textOr("", "type").equals(type))
        .findFirst()
        .orElse(Tree.Obj.EMPTY);
  }

  private void change(Tree value, String... path) {
    cluster
        .objects()
        .edit("apps/v1", "Deployment", "test", "app", found -> found.with(value, path));
  }

  private void image(String tag) {
    change(
        Tree.of("registry:5000/x/podinfo:" + tag),
        "spec",
        "template",
        "spec",
        "containers",
        "0",
        "image");
  }

  @Test
  void deployment_complete_hasTheStatusOfARealOne() {
    Await.until(
        "complete",
        () -> condition("Progressing").textOr("", "reason").equals("NewReplicaSetAvailable"));
    Tree deployment = deployment();
    assertThat(deployment.wholeOr(0, "status", "observedGeneration"))
        .isEqualTo(deployment.wholeOr(-1, "metadata", "generation"));
    assertThat(deployment.wholeOr(0, "status", "replicas")).isEqualTo(2);
    assertThat(deployment.wholeOr(0, "status", "updatedReplicas")).isEqualTo(2);
    assertThat(deployment.wholeOr(0, "status", "readyReplicas")).isEqualTo(2);
    assertThat(deployment.at("status", "unavailableReplicas")).isEmpty();
    assertThat(condition("Available").textOr("", "reason")).isEqualTo("MinimumReplicasAvailable");
    assertThat(cluster.objects().list("apps/v1", "ReplicaSet", "test")).hasSize(1);
    assertThat(cluster.objects().list("v1", "Pod", "test"))
        .allMatch(pod -> pod.textOr("", "metadata", "name").matches("app-[0-9a-z]+-[0-9a-z]{5}"));
  }

  @Test
  void brokenImage_keepsOldPodsServingAndMissesItsDeadline() {
    image("2.0.0-broken");
    Instant changed = cluster.clock().instant();
    Await.until(
        "deadline",
        () -> condition("Progressing").textOr("", "reason").equals("ProgressDeadlineExceeded"));
    assertThat(Duration.between(changed, cluster.clock().instant()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(59));
    assertThat(condition("Progressing").textOr("", "status")).isEqualTo("False");
    assertThat(status("availableReplicas")).isEqualTo(2);
    assertThat(status("updatedReplicas")).isEqualTo(1);
    assertThat(pods.version("http://app/")).isEqualTo("1.0.0");
  }

  @Test
  void brokenImage_givenUp_rollsBackToTheOldTemplateAsANewRevision() {
    image("2.0.0-broken");
    Await.until("rollout begun", () -> status("updatedReplicas") == 1);
    image("1.0.0");
    Await.until("back", () -> status("updatedReplicas") == 2 && status("replicas") == 2);
    assertThat(deployment().text("metadata", "annotations", ReplicaSets.REVISION))
        .isEqualTo(Optional.of("3"));
    assertThat(cluster.objects().list("apps/v1", "ReplicaSet", "test")).hasSize(2);
  }

  @Test
  void brokenImage_scaledFromZero_isUnavailableButNotJudgedByItsDeadline() {
    change(Tree.of(0), "spec", "replicas");
    Await.until("no pods", () -> status("replicas") == 0);
    image("2.0.0-broken");
    Await.until("seen", () -> status("observedGeneration") == generation());
    change(Tree.of(1), "spec", "replicas");
    Await.until(
        "unavailable",
        () -> condition("Available").textOr("", "reason").equals("MinimumReplicasUnavailable"));
    assertThat(condition("Progressing").textOr("", "reason")).isEqualTo("NewReplicaSetAvailable");
  }

  private long generation() {
    return deployment().wholeOr(-1, "metadata", "generation");
  }

  @Test
  void deployment_scaledToZero_stopsItsPods() {
    change(Tree.of(0), "spec", "replicas");
    Await.until("refused", () -> pods.get("http://app/").statusCode() == 503);
    assertThat(pods.get("http://app/").body()).contains("app.test has no ready pod");
    assertThat(cluster.objects().list("v1", "Pod", "test")).isEmpty();
    change(Tree.of(1), "spec", "replicas");
    Await.until("served", () -> pods.get("http://app/").statusCode() == 200);
  }

  @Test
  void rollout_underLoad_failsNoRequest() {
    var load = cluster.traffic().inMesh("http://app/", 1);
    Await.until("load", () -> !load.answers().isEmpty());
    image("2.0.0");
    Await.until("complete", () -> status("updatedReplicas") == 2 && status("replicas") == 2);
    Await.until("new version", () -> pods.version("http://app/").equals("2.0.0"));
    long before = load.answers().getOrDefault(200, 0L);
    Await.until("load goes on", () -> load.answers().getOrDefault(200, 0L) > before + 20);
    load.close();
    assertThat(load.answers().keySet()).containsExactly(200);
  }

  @Test
  void autoscaler_raisesToItsLeastButLeavesZeroAlone() {
    cluster.apply(
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: app, namespace: test}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app}
          minReplicas: 3
          maxReplicas: 4
        """);
    Await.until("least", () -> status("availableReplicas") == 3);
    change(Tree.of(9), "spec", "replicas");
    Await.until("most", () -> status("availableReplicas") == 4);
    change(Tree.of(0), "spec", "replicas");
    Await.until("zero", () -> status("replicas") == 0);
    Await.until(
        "autoscaler has looked",
        () ->
            cluster
                    .objects()
                    .get("autoscaling/v2", "HorizontalPodAutoscaler", "test", "app")
                    .wholeOr(-1, "status", "desiredReplicas")
                == 0);
    assertThat(deployment().wholeOr(-1, "spec", "replicas")).isZero();
  }

  @Test
  void deployment_deleted_takesSetsAndPodsAlong() {
    cluster.objects().delete("apps/v1", "Deployment", "test", "app");
    Await.until("no pods", () -> cluster.objects().list("v1", "Pod", "test").isEmpty());
    Await.until("refused", () -> pods.get("http://app/").statusCode() == 503);
    Await.until("no sets", () -> cluster.objects().list("apps/v1", "ReplicaSet", "test").isEmpty());
  }
}
