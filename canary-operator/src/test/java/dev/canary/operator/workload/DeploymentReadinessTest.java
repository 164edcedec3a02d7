package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.model.Readiness;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fixture.Yaml;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentReadinessTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
  private static final String WAITING = "waiting for rollout to finish: ";

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      textBlock =
          """
          # spec | replicas | updated | available | threshold | what is missing
          3  | 3  | 3  | 3  | 100 | -
          0  | 0  | 0  | 0  | 100 | -
          -  | 0  | 0  | 0  | 100 | -
          3  | 3  | 1  | 3  | 100 | 1 out of 3 new replicas have been updated
          2  | 4  | 2  | 2  | 100 | 2 old replicas are pending termination
          3  | 3  | 3  | 2  | 100 | 2 of 3 (readyThreshold 100%) updated replicas are available
          3  | 3  | 3  | 1  | 50  | -
          3  | 3  | 3  | 0  | 50  | 0 of 1 (readyThreshold 50%) updated replicas are available
          1  | 1  | 1  | 0  | 50  | 0 of 1 (readyThreshold 50%) updated replicas are available
          1  | 1  | 1  | 0  | 0   | -
          75 | 75 | 75 | 62 | 84  | -
          75 | 75 | 75 | 61 | 84  | 61 of 62 (readyThreshold 84%) updated replicas are available
          """)
  void rows_ofTheChapter(
      Integer spec, int replicas, int updated, int available, int threshold, String missing) {
    Tree deployment =
        Yaml.read(
            "spec: {}\nstatus: {replicas: %d, updatedReplicas: %d, availableReplicas: %d}"
                .formatted(replicas, updated, available));
    Tree tree = spec == null ? deployment : deployment.with(spec, "spec", "replicas");

    assertThat(judge(tree, threshold))
        .isEqualTo(
            missing == null ? Readiness.ready() : Readiness.waiting("told: " + WAITING + missing));
  }

  @Test
  void unobservedGeneration_isToldBeforeAnythingElse() {
    Tree tree =
        Yaml.read(
            """
            metadata: {generation: 2}
            status:
              observedGeneration: 1
              conditions: [{type: Progressing, reason: ProgressDeadlineExceeded}]
            """);
    assertThat(judge(tree, 100))
        .isEqualTo(
            Readiness.waiting(
                "told: "
                    + WAITING
                    + "observed deployment generation less than desired generation"));
  }

  @Test
  void exceededDeadlineOfTheDeployment_isStuck() {
    Tree tree =
        Yaml.read(
            """
            metadata: {name: podinfo}
            status: {conditions: [{type: Progressing, reason: ProgressDeadlineExceeded}]}
            """);
    assertThat(judge(tree, 100))
        .isEqualTo(Readiness.stuck("told: deployment \"podinfo\" exceeded its progress deadline"));
  }

  @ParameterizedTest
  @CsvSource({
    // Available, its reason, its last update, the last progress, stuck
    "False, MinimumReplicasUnavailable, 00:08:59, 00:08:00, true",
    "False, MinimumReplicasUnavailable, 00:09:00, 00:08:00, false",
    "False, MinimumReplicasUnavailable, 00:01:00, 00:09:30, false",
    "False, Other, 00:08:00, 00:08:00, false",
    "True, MinimumReplicasUnavailable, 00:08:00, 00:08:00, false",
  })
  void missingPods_areStuckAfterADeadlineWithoutProgress(
      String available, String reason, String lost, String progressed, boolean stuck) {
    Tree tree =
        Yaml.read(
            """
            spec: {replicas: 1}
            status:
              conditions:
              - {type: Available, status: "%s", reason: %s, lastUpdateTime: "2026-01-01T%sZ"}
              - {type: Progressing, lastUpdateTime: "2026-01-01T%sZ"}
            """
                .formatted(available, reason, lost, progressed));
    assertThat(judge(tree, 100).isStuck()).isEqualTo(stuck);
    assertThat(judge(tree, 100).isReady()).isFalse();
  }

  @Test
  void missingPods_withoutProgressCondition_areNeverStuck() {
    Tree tree =
        Yaml.read(
            """
            spec: {replicas: 1}
            status:
              conditions:
              - type: Available
                status: "False"
                reason: MinimumReplicasUnavailable
                lastUpdateTime: "2025-01-01T00:00:00Z"
            """);
    assertThat(judge(tree, 100).isStuck()).isFalse();
  }

  private static Readiness judge(Tree deployment, int threshold) {
    return new DeploymentReadiness(threshold, Duration.ofMinutes(1)).of(deployment, "told: ", NOW);
  }
}
