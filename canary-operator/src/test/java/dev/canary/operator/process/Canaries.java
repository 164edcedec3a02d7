package dev.canary.operator.process;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.Manifests;

/** Canaries of tests: the Istio guide's, shorter. */
final class Canaries {

  private static final String PODINFO =
      """
      apiVersion: flagger.app/v1beta1
      kind: Canary
      metadata: {name: podinfo, namespace: test}
      spec:
        targetRef: {apiVersion: apps/v1, kind: Deployment, name: podinfo}
        autoscalerRef:
          apiVersion: autoscaling/v2
          kind: HorizontalPodAutoscaler
          name: podinfo
        progressDeadlineSeconds: 3600
        service:
          port: 9898
          gateways: [public-gateway.istio-system.svc.cluster.local]
          hosts: [app.example.com]
        analysis:
          interval: 20s
          threshold: 3
          maxWeight: 50
          stepWeight: 10
          metrics:
          - name: request-success-rate
            thresholdRange: {min: 99}
            interval: 30s
          - name: request-duration
            thresholdRange: {max: 500}
            interval: 30s
      """;

  private Canaries() {}

  /** Returns the guide's canary with an interval of 20 seconds and without hooks. */
  static Tree podinfo() {
    return Manifests.read(PODINFO).getFirst();
  }
}
