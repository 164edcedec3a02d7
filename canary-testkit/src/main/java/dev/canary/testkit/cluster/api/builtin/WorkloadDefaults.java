package dev.canary.testkit.cluster.api.builtin;

import static dev.canary.testkit.cluster.api.builtin.Fill.absent;
import static dev.canary.testkit.cluster.api.builtin.Fill.within;

import dev.canary.core.tree.Tree;

/**
 * Defaults of workloads and autoscalers (source: {@code defaults.go} of {@code pkg/apis/apps/v1}
 * and {@code pkg/apis/autoscaling/v2}).
 */
final class WorkloadDefaults {

  private WorkloadDefaults() {}

  static Tree pod(Tree pod) {
    Tree filled = within(pod, PodDefaults::podSpec, "spec");
    filled = absent(filled, Tree.of(true), "spec", "enableServiceLinks");
    return absent(filled, Tree.of("Pending"), "status", "phase");
  }

  static Tree deployment(Tree deployment) {
    Tree filled = absent(templated(deployment), Tree.of(1), "spec", "replicas");
    filled = absent(filled, Tree.of("RollingUpdate"), "spec", "strategy", "type");
    if (filled.textOr("", "spec", "strategy", "type").equals("RollingUpdate")) {
      filled =
          absent(filled, Tree.of("25%"), "spec", "strategy", "rollingUpdate", "maxUnavailable");
      filled = absent(filled, Tree.of("25%"), "spec", "strategy", "rollingUpdate", "maxSurge");
    }
    filled = absent(filled, Tree.of(10), "spec", "revisionHistoryLimit");
    return absent(filled, Tree.of(600), "spec", "progressDeadlineSeconds");
  }

  static Tree daemonSet(Tree daemonSet) {
    Tree filled =
        absent(templated(daemonSet), Tree.of("RollingUpdate"), "spec", "updateStrategy", "type");
    if (filled.textOr("", "spec", "updateStrategy", "type").equals("RollingUpdate")) {
      filled =
          absent(filled, Tree.of(1), "spec", "updateStrategy", "rollingUpdate", "maxUnavailable");
      filled = absent(filled, Tree.of(0), "spec", "updateStrategy", "rollingUpdate", "maxSurge");
    }
    return absent(filled, Tree.of(10), "spec", "revisionHistoryLimit");
  }

  static Tree replicaSet(Tree replicaSet) {
    return absent(templated(replicaSet), Tree.of(1), "spec", "replicas");
  }

  static Tree autoscaler(Tree autoscaler) {
    Tree filled = absent(autoscaler, Tree.of(1), "spec", "minReplicas");
    Tree cpu =
        Tree.members()
            .put("type", "Resource")
            .put(
                "resource",
                Tree.members()
                    .put("name", "cpu")
                    .put(
                        "target",
                        Tree.members()
                            .put("type", "Utilization")
                            .put("averageUtilization", 80)
                            .build())
                    .build())
            .build();
    return absent(filled, Tree.array(cpu), "spec", "metrics");
  }

  private static Tree templated(Tree workload) {
    return within(workload, PodDefaults::podSpec, "spec", "template", "spec");
  }
}
