package dev.canary.testkit.cluster.kubelet;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.client.ApiClient;
import dev.canary.testkit.cluster.client.Mirror;
import dev.canary.testkit.cluster.client.ObjectName;
import dev.canary.testkit.cluster.client.Resources;
import dev.canary.testkit.cluster.client.WorkQueue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Deployments within the bounds of their autoscaler; it never looks at load. A Deployment
 * scaled to 0 is left alone, as by the real autoscaler.
 */
final class AutoscalerController implements AutoCloseable {

  private final ApiClient api;
  private final WorkQueue<ObjectName> queue;
  private final Mirror autoscalers;
  private final Mirror deployments;

  AutoscalerController(ApiClient api) {
    this.api = api;
    this.queue = new WorkQueue<>("autoscaler-controller", this::reconcile);
    this.autoscalers = new Mirror(api, Resources.AUTOSCALERS, this::autoscalerChanged);
    this.deployments = new Mirror(api, Resources.DEPLOYMENTS, this::deploymentChanged);
  }

  /** Begins to watch and to work; before, nothing here may be seen by another thread. */
  void start() {
    queue.start();
    autoscalers.start();
    deployments.start();
  }

  private void autoscalerChanged(@Nullable Tree before, @Nullable Tree after) {
    if (after != null) {
      queue.add(ObjectName.of(after));
    }
  }

  private void deploymentChanged(@Nullable Tree before, @Nullable Tree after) {
    if (after == null) {
      return;
    }
    for (Tree autoscaler : autoscalers.in(ObjectName.of(after).namespace())) {
      if (target(autoscaler).equals(ObjectName.of(after))) {
        queue.add(ObjectName.of(autoscaler));
      }
    }
  }

  private static ObjectName target(Tree autoscaler) {
    boolean deployment =
        autoscaler.textOr("", "spec", "scaleTargetRef", "kind").equals("Deployment");
    return new ObjectName(
        ObjectName.of(autoscaler).namespace(),
        deployment ? autoscaler.textOr("", "spec", "scaleTargetRef", "name") : "");
  }

  private void reconcile(ObjectName name) {
    Optional<Tree> autoscaler = autoscalers.get(name);
    Optional<Tree> deployment =
        autoscaler.map(AutoscalerController::target).flatMap(deployments::get);
    if (autoscaler.isEmpty() || deployment.isEmpty()) {
      return;
    }
    long replicas = deployment.get().wholeOr(1, "spec", "replicas");
    long least = autoscaler.get().wholeOr(1, "spec", "minReplicas");
    long most = Math.max(least, autoscaler.get().wholeOr(least, "spec", "maxReplicas"));
    long wanted = replicas == 0 ? 0 : Math.clamp(replicas, least, most);
    if (wanted != replicas) {
      api.patch(
          Resources.DEPLOYMENTS,
          ObjectName.of(deployment.get()),
          Tree.Obj.EMPTY.with(wanted, "spec", "replicas"));
    }
    Tree status =
        Tree.members()
            .put("currentReplicas", deployment.get().wholeOr(0, "status", "replicas"))
            .put("desiredReplicas", wanted)
            .build();
    if (!autoscaler.get().at("status").equals(Optional.of(status))) {
      api.replaceStatus(Resources.AUTOSCALERS, autoscaler.get().with(status, "status"));
    }
  }

  @Override
  public void close() {
    autoscalers.close();
    deployments.close();
    queue.close();
  }
}
