package dev.canary.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.operator.crd.Definitions;
import dev.canary.testkit.cluster.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ManifestsCommandTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/canary/operator/command/manifests.yaml");

  @Test
  void definitions_thenWhatRunsTheOperator() throws IOException {
    Launcher run =
        Launcher.run(
            "manifests", "--routers", "istio", "-n", "ops", "--image", "registry/canary:1");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo(Definitions.yaml() + "---\n" + Files.readString(GOLDEN));
  }

  @Test
  void output_isValidYaml_withEveryKind() {
    assertThat(Manifests.read(Launcher.run("manifests").out()))
        .extracting(object -> object.textOr("", "kind"))
        .containsExactly(
            "CustomResourceDefinition",
            "CustomResourceDefinition",
            "CustomResourceDefinition",
            "Namespace",
            "ServiceAccount",
            "ClusterRole",
            "ClusterRoleBinding",
            "Role",
            "RoleBinding",
            "Deployment");
  }

  @Test
  void watchedNamespaces_limitSecrets() {
    String everywhere = Launcher.run("manifests").out();
    String limited = Launcher.run("manifests", "--watch-namespaces", "a,b").out();
    assertThat(clusterRole(everywhere)).contains("- secrets\n");
    assertThat(clusterRole(limited)).doesNotContain("- secrets\n");
    assertThat(afterDefinitions(limited))
        .contains("name: canary-operator-secrets\n  namespace: a\n")
        .contains("name: canary-operator-secrets\n  namespace: b\n")
        .contains("- \"-namespace=a,b\"\n");
  }

  @Test
  void routersInUse_decideOnPermissions() {
    assertThat(Launcher.run("manifests", "--routers", "kubernetes").out())
        .doesNotContain("networking.istio.io");
  }

  @Test
  void unknownRouter_isBadUsage() {
    Launcher run = Launcher.run("manifests", "--routers", "nginx");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("--routers is \"nginx\"; give one of istio, ");
  }

  private static String clusterRole(String yaml) {
    int start = yaml.indexOf("kind: ClusterRole\n");
    return yaml.substring(start, yaml.indexOf("---", start));
  }

  private static String afterDefinitions(String yaml) {
    return yaml.substring(Definitions.yaml().length());
  }
}
