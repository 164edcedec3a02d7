package dev.canary.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code canary demo -f}: what is in the files, and what is wrong with them. */
@Timeout(120)
class DemoFilesTest {

  private static final Path GUIDE = Path.of("src/main/resources/demo/istio/podinfo-canary.yaml");

  @TempDir private Path folder;

  @Test
  void canaryWithoutTarget_isRefused_namingBoth() throws IOException {
    Path file =
        file(
            Files.readString(GUIDE)
                .replaceFirst(
                    "name: podinfo\n  # hpa|kind: Deployment\n    name: podinfo",
                    "kind: Deployment\n    name: shop"));
    Launcher run = Launcher.run("demo", "-f", file.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .matches(
            file
                + ":\\d+: Canary test/podinfo: its target Deployment shop is neither in the files"
                + " nor in the environment of guide istio; add it to the files\n");
  }

  @Test
  void fragmentOfGuide_isRefused_withWhatIsMissing() throws IOException {
    Path file =
        file(
            """
            apiVersion: flagger.app/v1beta1
            kind: Canary
            spec:
              analysis:
                interval: 1m
                threshold: 5
                iterations: 10
                mirror: true
                mirrorWeight: 100
            """);
    Launcher run = Launcher.run("demo", "-f", file.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            file
                + ":1: Canary without a name: metadata.name: is missing; expected the object's name",
            file + ":3: Canary without a name: spec.targetRef: is missing");
  }

  @Test
  void brokenFile_isNamedWithLine() throws IOException {
    Path file = file("kind: Canary\n spec: 1\n");
    Launcher run = Launcher.run("demo", "-f", file.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).startsWith(file + ":2: is no YAML: ");
  }

  @Test
  void objectThatApiRefuses_isNamedWithReason() throws IOException {
    Path file = file("apiVersion: example.com/v1\nkind: Unheard\nmetadata: {name: of}\n");
    Launcher run = Launcher.run("demo", "-f", file.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).startsWith(file + ":1: Unheard of: ").contains("example.com/v1");
  }

  @Test
  void sameKeyObjects_areReplaced_andCanaryIsPlayed() throws IOException {
    Path canary = file(Files.readString(GUIDE).replaceFirst("interval: 1m", "interval: 30s"));
    Path service = folder.resolve("more.yaml");
    Files.writeString(
        service, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: more, namespace: test}\n");
    assertThat(Launcher.run("demo", "-f", canary.toString(), "-f", service.toString()))
        .isEqualTo(new Launcher(0, "", ""));
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("canary.yaml"), yaml);
  }
}
