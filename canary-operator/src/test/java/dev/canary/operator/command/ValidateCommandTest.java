package dev.canary.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidateCommandTest {

  private static final String GUIDE = "src/main/resources/demo/istio/podinfo-canary.yaml";

  @TempDir private Path folder;

  @Test
  void guide_hasNoProblems() {
    assertThat(Launcher.run("validate", "-f", GUIDE))
        .isEqualTo(
            new Launcher(
                0, "No problems: 1 object checked, 0 objects of other kinds not looked at\n", ""));
  }

  @Test
  void everyProblem_hasFileLineAndField() throws IOException {
    Path file =
        file(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: other}
            ---
            apiVersion: flagger.app/v1beta1
            kind: Canary
            metadata:
              name: podinfo
              namespace: test
            spec:
              provider: istoi
              targetRef:
                apiVersion: apps/v1
                kind: Deployment
              service:
                port: http
              analysis:
                interval: 1m
                threshold: 5
                stepWeight: 10
                metrics:
                - name: request-success-rate
                  thresholdRange:
                    mn: 1
            """);
    Launcher run = Launcher.run("validate", "-f", file.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out().lines().map(line -> line.replace(file + ":", "")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "11: Canary test/podinfo: spec.provider: provider istoi is unknown"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "12: Canary test/podinfo: spec.targetRef.name: is missing; expected the"
                            + " object's name"),
            line -> assertThat(line).startsWith("16: Canary test/podinfo: spec.service.port: "),
            line ->
                assertThat(line)
                    .startsWith(
                        "24: Canary test/podinfo: spec.analysis.metrics[0].thresholdRange.mn: is"
                            + " unknown"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "4 problems: 1 object checked, 1 object of other kinds not looked at"));
  }

  @Test
  void whatOnlyRouterKnows_isToldToo() throws IOException {
    String guide = Files.readString(Path.of(GUIDE));
    Path file = file(guide.replace("retryOn:", "numRetries: 1\n      retryOn:"));
    Launcher run = Launcher.run("validate", "-f", file.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("spec.service.retries");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a: 1\nb:\n  - x\n y: 3\n'|:4: is no YAML: expected <block end>, but found '<block mapping start>'",
        "'kind: A\nspec:\n  x: 1\n  x: 2\n'|:4: spec.x: is given twice, first in line 3",
        "'just text'|:1: is no Kubernetes object; an object has apiVersion, kind and metadata",
        "'a: .inf'|:1: a: \".inf\" is no number that JSON knows"
      })
  void brokenFile_isNamedWithLine(String yaml, String problem) throws IOException {
    Path file = file(yaml);
    Launcher run = Launcher.run("validate", "-f", file.toString(), GUIDE);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out().lines()).first().isEqualTo(file + problem);
    assertThat(run.out()).as("the other file").contains("1 problem: 1 object checked");
  }

  @Test
  void missingFile_isNamed() {
    assertThat(Launcher.run("validate", "-f", "nope.yaml").out())
        .startsWith("nope.yaml: does not exist\n");
  }

  @Test
  void withoutFile_isBadUsage() {
    assertThat(Launcher.run("validate").exit()).isEqualTo(2);
  }

  @Test
  void otherApiVersionOfOurs_isAProblem() throws IOException {
    Path file = file("apiVersion: flagger.app/v1alpha3\nkind: Canary\nmetadata: {name: a}\n");
    assertThat(Launcher.run("validate", "-f", file.toString()).out())
        .contains(":1: Canary a: apiVersion: is \"flagger.app/v1alpha3\"");
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("canary.yaml"), yaml);
  }
}
