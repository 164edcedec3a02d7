package dev.canary.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.operator.crd.Definitions;
import dev.canary.testkit.cluster.EmbeddedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class RemoveCommandTest {

  private static final String CANARY = "flagger.app/v1beta1";
  private static final Path GUIDE = Path.of("src/main/resources/demo/istio/podinfo-canary.yaml");

  @Test
  void operator_restoresTarget_thenCanaryIsGone() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.istio().start();
        RunningOperator operator = RunningOperator.on(cluster)) {
      cluster.apply(Files.readString(GUIDE));
      operator.await("Initialization done!");

      Launcher run = remove(cluster, "podinfo", "60s");

      assertThat(run)
          .isEqualTo(
              new Launcher(
                  0,
                  """
                  Canary test/podinfo: asking the operator to restore its target on deletion
                  Canary test/podinfo: deleted; waiting until the operator has restored its target
                  Canary test/podinfo: gone
                  """,
                  ""));
      assertThat(cluster.objects().find(CANARY, "Canary", "test", "podinfo")).isEmpty();
      assertThat(
              cluster
                  .objects()
                  .get("apps/v1", "Deployment", "test", "podinfo")
                  .wholeOr(0, "spec", "replicas"))
          .as("replicas of the target")
          .isPositive();
    }
  }

  @Test
  void withoutOperator_nothingIsDeleted() throws IOException {
    try (EmbeddedCluster cluster = EmbeddedCluster.istio().start()) {
      new Definitions().all().forEach(cluster::apply);
      cluster.apply(Files.readString(GUIDE));

      Launcher run = remove(cluster, "podinfo", "1s");

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err())
          .isEqualTo(
              "Canary test/podinfo has no finalizer finalizer.flagger.app after 1 s, so no operator"
                  + " would restore anything. Nothing was deleted. Is the operator running, does it"
                  + " watch this namespace, and is the canary valid? See kubectl -n test describe"
                  + " canary podinfo\n");
      assertThat(cluster.objects().find(CANARY, "Canary", "test", "podinfo")).isPresent();
    }
  }

  @Test
  void operatorThatStopped_isNotWaitedForLongerThanLimit() throws IOException {
    try (EmbeddedCluster cluster = EmbeddedCluster.istio().start()) {
      new Definitions().all().forEach(cluster::apply);
      cluster.apply(
          Files.readString(GUIDE)
              .replace(
                  "namespace: test\n", "namespace: test\n  finalizers: [finalizer.flagger.app]\n"));

      Launcher run = remove(cluster, "podinfo", "1s");

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err()).startsWith("Canary test/podinfo still exists 1 s after its deletion; ");
    }
  }

  @Test
  void missingCanary_isNamed() {
    try (EmbeddedCluster cluster = EmbeddedCluster.istio().start()) {
      new Definitions().all().forEach(cluster::apply);
      assertThat(remove(cluster, "shop", "1s"))
          .isEqualTo(new Launcher(1, "", "Canary test/shop does not exist\n"));
    }
  }

  @Test
  void unreadableKubeconfig_isNamed() {
    Launcher run = Launcher.run("remove", "podinfo", "-kubeconfig", "/no/such/file");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).startsWith("cannot read kubeconfig /no/such/file");
  }

  @Test
  void wrongTimeout_isBadUsage() {
    Launcher run = Launcher.run("remove", "podinfo", "--timeout", "soon");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("--timeout is \"soon\"; give a duration such as 2m");
  }

  private static Launcher remove(EmbeddedCluster cluster, String name, String timeout) {
    return Launcher.run(
        "remove", name, "-n", "test", "--master", "" + cluster.apiUrl(), "--timeout", timeout);
  }
}
