package dev.canary.testkit.cluster.kubelet;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.client.ApiClient;
import dev.canary.testkit.cluster.client.Mirror;
import dev.canary.testkit.cluster.client.ObjectName;
import dev.canary.testkit.cluster.client.ResourceType;
import dev.canary.testkit.cluster.client.Resources;
import dev.canary.testkit.cluster.client.WorkQueue;
import dev.canary.testkit.cluster.kubelet.RollingUpdate.Pods;
import dev.canary.testkit.cluster.kubelet.RollingUpdate.Wanted;
import dev.canary.testkit.cluster.time.ClusterTimer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pods of Deployments, one replica set per template.
 *
 * <p>Watches say only that something changed; what is acted on is read at the moment of the turn,
 * so that pods just created or deleted are never counted wrongly.
 */
final class DeploymentController implements AutoCloseable {

  private final ApiClient api;
  private final ClusterTimer timer;
  private final RandomGenerator random;
  private final ConcurrentMap<ObjectName, Instant> deadlines = new ConcurrentHashMap<>();
  private final WorkQueue<ObjectName> queue;
  private final Mirror deployments;
  private final Mirror pods;

  DeploymentController(ApiClient api, ClusterTimer timer, RandomGenerator random) {
    this.api = api;
    this.timer = timer;
    this.random = random;
    this.queue = new WorkQueue<>("deployment-controller", this::reconcile);
    this.deployments = new Mirror(api, Resources.DEPLOYMENTS, this::deploymentChanged);
    this.pods = new Mirror(api, Resources.PODS, this::podChanged);
  }

  /** Begins to watch and to work; before, nothing here may be seen by another thread. */
  void start() {
    queue.start();
    deployments.start();
    pods.start();
  }

  private void deploymentChanged(@Nullable Tree before, @Nullable Tree after) {
    Tree known = after != null ? after : before;
    if (known != null) {
      queue.add(ObjectName.of(known));
    }
  }

  private void podChanged(@Nullable Tree before, @Nullable Tree after) {
    Tree pod = after != null ? after : before;
    if (pod == null) {
      return;
    }
    deploymentOf(pod).ifPresent(queue::add);
  }

  /** Returns the Deployment of a pod: its replica set's name without the hash of the template. */
  private static Optional<ObjectName> deploymentOf(Tree pod) {
    String end = "-" + pod.textOr("", "metadata", "labels", Labels.TEMPLATE_HASH);
    return Labels.controller(pod, "ReplicaSet")
        .filter(set -> set.endsWith(end))
        .map(set -> set.substring(0, set.length() - end.length()))
        .map(owner -> new ObjectName(ObjectName.of(pod).namespace(), owner));
  }

  private void reconcile(ObjectName name) {
    Optional<Tree> found = api.get(Resources.DEPLOYMENTS, name);
    if (found.isEmpty()) {
      removeLeftovers(name);
      return;
    }
    if (found.get().text("metadata", "deletionTimestamp").isPresent()) {
      return; // its sets and pods are collected as dependents
    }
    ImmutableList<Tree> sets = setsOf(found.get());
    Tree current = currentSet(found.get(), sets);
    Tree deployment = revised(found.get(), current);
    ImmutableList<Tree> fresh = podsOf(current);
    ImmutableList<Tree> old = oldPods(sets, current);
    Wanted wanted = RollingUpdate.of(deployment).next(count(fresh), count(old));
    scale(current, fresh, wanted.fresh());
    shrink(old, wanted.old());
    publish(deployment, current, count(podsOf(current)), count(oldPods(sets, current)));
  }

  /** What a turn made while the Deployment was deleted is nobody's dependent any more. */
  private void removeLeftovers(ObjectName deployment) {
    api.listIn(Resources.REPLICA_SETS, deployment.namespace()).stream()
        .filter(set -> Labels.controller(set, "Deployment").equals(Optional.of(deployment.name())))
        .forEach(set -> api.delete(Resources.REPLICA_SETS, ObjectName.of(set)));
    api.listIn(Resources.PODS, deployment.namespace()).stream()
        .filter(pod -> deploymentOf(pod).equals(Optional.of(deployment)))
        .forEach(pod -> api.delete(Resources.PODS, ObjectName.of(pod)));
  }

  private ImmutableList<Tree> setsOf(Tree deployment) {
    String uid = deployment.textOr("", "metadata", "uid");
    return api.listIn(Resources.REPLICA_SETS, ObjectName.of(deployment).namespace()).stream()
        .filter(
            set ->
                set.items("metadata", "ownerReferences").stream()
                    .anyMatch(owner -> owner.textOr("", "uid").equals(uid)))
        .map(set -> set.with("apps/v1", "apiVersion").with("ReplicaSet", "kind"))
        .collect(toImmutableList());
  }

  /** Returns the set of the current template, created or made the newest if it is not. */
  private Tree currentSet(Tree deployment, ImmutableList<Tree> sets) {
    long newest = sets.stream().mapToLong(ReplicaSets::revision).max().orElse(0);
    Optional<Tree> found = ReplicaSets.current(sets, deployment);
    if (found.isEmpty()) {
      return api.create(Resources.REPLICA_SETS, ReplicaSets.create(deployment, newest + 1));
    }
    if (ReplicaSets.revision(found.get()) == newest) {
      return found.get();
    }
    return annotate(Resources.REPLICA_SETS, found.get(), newest + 1);
  }

  private Tree revised(Tree deployment, Tree current) {
    long revision = ReplicaSets.revision(current);
    return ReplicaSets.revision(deployment) == revision
        ? deployment
        : annotate(Resources.DEPLOYMENTS, deployment, revision);
  }

  private Tree annotate(ResourceType type, Tree object, long revision) {
    Tree annotations = Tree.Obj.EMPTY.with(Long.toString(revision), ReplicaSets.REVISION);
    return api.patch(
        type, ObjectName.of(object), Tree.Obj.EMPTY.with(annotations, "metadata", "annotations"));
  }

  private ImmutableList<Tree> podsOf(Tree set) {
    String uid = set.textOr("", "metadata", "uid");
    return api.listIn(Resources.PODS, ObjectName.of(set).namespace()).stream()
        .filter(pod -> pod.text("metadata", "deletionTimestamp").isEmpty())
        .filter(
            pod ->
                pod.items("metadata", "ownerReferences").stream()
                    .anyMatch(owner -> owner.textOr("", "uid").equals(uid)))
        .collect(toImmutableList());
  }

  private ImmutableList<Tree> oldPods(ImmutableList<Tree> sets, Tree current) {
    String name = ObjectName.of(current).name();
    return sets.stream()
        .filter(set -> !ObjectName.of(set).name().equals(name))
        .flatMap(set -> podsOf(set).stream())
        .collect(toImmutableList());
  }

  private static Pods count(List<Tree> pods) {
    return new Pods(pods.size(), pods.stream().filter(Labels::ready).count());
  }

  private void scale(Tree set, ImmutableList<Tree> existing, long wanted) {
    if (set.wholeOr(0, "spec", "replicas") != wanted) {
      Tree patch = Tree.Obj.EMPTY.with(wanted, "spec", "replicas");
      api.patch(Resources.REPLICA_SETS, ObjectName.of(set), patch);
    }
    for (long missing = wanted - existing.size(); missing > 0; missing--) {
      api.create(Resources.PODS, ReplicaSets.pod(set, random));
    }
    shrink(existing, wanted);
  }

  /** Deletes pods down to the number: those not ready first, of the others the newest. */
  private void shrink(ImmutableList<Tree> existing, long wanted) {
    Comparator<Tree> keepLongest = Comparator.comparing(Labels::ready, Comparator.reverseOrder());
    existing.stream()
        .sorted(keepLongest.thenComparing(pod -> created(pod)))
        .skip(wanted)
        .forEach(pod -> api.delete(Resources.PODS, ObjectName.of(pod)));
  }

  private static String created(Tree pod) {
    return pod.textOr("", "metadata", "creationTimestamp");
  }

  private void publish(Tree deployment, Tree current, Pods fresh, Pods old) {
    DeploymentStatus status =
        new DeploymentStatus(
            deployment, ObjectName.of(current).name(), fresh, old, timer.instant());
    Tree next = status.next();
    if (!deployment.at("status").equals(Optional.of(next))) {
      api.replaceStatus(Resources.DEPLOYMENTS, deployment.with(next, "status"));
    }
    ObjectName name = ObjectName.of(deployment);
    status.deadline().ifPresent(at -> lookAgain(name, at));
  }

  /** One look is scheduled per deadline, however often the Deployment is looked at before. */
  private void lookAgain(ObjectName name, Instant at) {
    if (!at.equals(deadlines.put(name, at))) {
      timer.schedule(at, () -> queue.add(name));
    }
  }

  @Override
  public void close() {
    deployments.close();
    pods.close();
    queue.close();
  }
}
