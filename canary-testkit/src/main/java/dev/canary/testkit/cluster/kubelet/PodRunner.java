package dev.canary.testkit.cluster.kubelet;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.client.ApiClient;
import dev.canary.testkit.cluster.client.Mirror;
import dev.canary.testkit.cluster.client.ObjectName;
import dev.canary.testkit.cluster.client.Resources;
import dev.canary.testkit.cluster.client.WorkQueue;
import dev.canary.testkit.cluster.time.ClusterTimer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Runs pods: starts their programs, makes them ready after a while, and ends them. */
final class PodRunner implements AutoCloseable {

  private record Running(ObjectName pod, Optional<PodRuntime.Program> program, Instant readyAt) {}

  /** The real time that requests under way have when their pod is deleted. */
  private static final Duration LEAST_GRACE = Duration.ofMillis(250);

  private final ApiClient api;
  private final ClusterTimer timer;
  private final KubeletConfig config;
  private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();
  private final WorkQueue<ObjectName> queue;
  private final Mirror pods;

  PodRunner(ApiClient api, ClusterTimer timer, KubeletConfig config) {
    this.api = api;
    this.timer = timer;
    this.config = config;
    this.queue = new WorkQueue<>("pod-runner", this::run);
    this.pods = new Mirror(api, Resources.PODS, this::changed);
  }

  /** Begins to watch and to work; before, nothing here may be seen by another thread. */
  void start() {
    queue.start();
    pods.start();
  }

  private void changed(@Nullable Tree before, @Nullable Tree after) {
    Tree known = after != null ? after : before;
    if (known != null) {
      queue.add(ObjectName.of(known));
    }
  }

  /** Requests take real time, however fast the cluster's clock runs. */
  private Duration grace() {
    Duration least = timer.toCluster(LEAST_GRACE);
    return config.stopAfter().compareTo(least) < 0 ? least : config.stopAfter();
  }

  private void stop(String uid) {
    Running gone = running.remove(uid);
    if (gone != null) {
      gone.program().ifPresent(PodRuntime.Program::close);
    }
  }

  private void run(ObjectName name) {
    Optional<Tree> found = pods.get(name);
    retireOthers(name, found.map(PodRunner::uid).orElse(""));
    if (found.isEmpty()) {
      return;
    }
    Tree pod = found.get();
    Running state = running.computeIfAbsent(uid(pod), uid -> started(pod));
    if (!Labels.ready(pod) && !broken(pod) && !timer.instant().isBefore(state.readyAt())) {
      publish(pod, state, true);
    } else if (pod.text("status", "phase").filter("Running"::equals).isEmpty()) {
      publish(pod, state, false);
      if (!broken(pod)) {
        timer.schedule(state.readyAt(), () -> queue.add(name));
      }
    }
  }

  /** Ends, after the grace, what runs for pods of that name but the one of the uid. */
  private void retireOthers(ObjectName name, String uid) {
    running.forEach(
        (runningUid, program) -> {
          if (program.pod().equals(name) && !runningUid.equals(uid)) {
            timer.schedule(timer.instant().plus(grace()), () -> stop(runningUid));
          }
        });
  }

  private Running started(Tree pod) {
    return new Running(
        ObjectName.of(pod), config.runtime().start(pod), timer.instant().plus(config.readyAfter()));
  }

  private boolean broken(Tree pod) {
    return pod.items("spec", "containers").stream()
        .anyMatch(container -> config.broken().test(container.textOr("", "image")));
  }

  private void publish(Tree pod, Running state, boolean ready) {
    Tree current = pod;
    if (state.program().isPresent() && pod.at("metadata", "annotations", Labels.PORT).isEmpty()) {
      String port = Integer.toString(state.program().get().port());
      Tree patch =
          Tree.members()
              .put("metadata", Tree.Obj.EMPTY.with(port, "annotations", Labels.PORT))
              .build();
      current = api.patch(Resources.PODS, ObjectName.of(pod), patch);
    }
    api.replaceStatus(Resources.PODS, current.with(status(current, ready), "status"));
  }

  private Tree status(Tree pod, boolean ready) {
    String now = timer.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String truth = ready ? "True" : "False";
    ImmutableList.Builder<Tree> containers = ImmutableList.builder();
    for (Tree container : pod.items("spec", "containers")) {
      containers.add(
          Tree.members()
              .put("name", container.textOr("", "name"))
              .put("image", container.textOr("", "image"))
              .put("ready", ready)
              .put("started", true)
              .put("restartCount", 0)
              .put("state", Tree.Obj.EMPTY.with(now, "running", "startedAt"))
              .build());
    }
    return Tree.members()
        .put("phase", "Running")
        .put(
            "conditions",
            Tree.array(
                condition("PodScheduled", "True", now),
                condition("Initialized", "True", now),
                condition("ContainersReady", truth, now),
                condition("Ready", truth, now)))
        .put("hostIP", "127.0.0.1")
        .put("podIP", "127.0.0.1")
        .put("startTime", pod.textOr(now, "status", "startTime"))
        .put("containerStatuses", Tree.array(containers.build()))
        .build();
  }

  private static Tree condition(String type, String status, String now) {
    return Tree.members()
        .put("type", type)
        .put("status", status)
        .put("lastTransitionTime", now)
        .build();
  }

  private static String uid(Tree pod) {
    return pod.textOr("", "metadata", "uid");
  }

  @Override
  public void close() {
    pods.close();
    queue.close();
    ImmutableList.copyOf(running.keySet()).forEach(this::stop);
  }
}
