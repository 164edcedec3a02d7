package dev.canary.operator.demo;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import dev.canary.operator.config.Environment;
import dev.canary.operator.config.OperatorConfig;
import dev.canary.operator.crd.Definitions;
import dev.canary.operator.notify.Announcer.Told;
import dev.canary.operator.process.OperatorProcess;
import dev.canary.operator.wiring.Wiring;
import dev.canary.testkit.cluster.EmbeddedCluster;
import dev.canary.testkit.cluster.load.LoadStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Plays a guide: the ordinary operator on an embedded cluster with real requests. Whether the new
 * image is promoted or rolled back is the operator's decision.
 */
final class Demo {

  /** How the rollout ended. */
  enum Outcome {
    PROMOTED,
    ROLLED_BACK
  }

  /** Users at the ingress gateway, in requests per second of the cluster's clock. */
  private static final double USERS = 5;

  /** The whole guide takes ten to fifteen minutes of the cluster's clock. */
  private static final Duration LIMIT = Duration.ofHours(1);

  private final DemoOptions options;
  private final PrintStream out;
  private final BlockingQueue<Told> events = new LinkedBlockingQueue<>();

  Demo(DemoOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  Outcome run() throws InterruptedException {
    try (EmbeddedCluster cluster = EmbeddedCluster.istio().speed(options.speed()).start()) {
      new Definitions().all().forEach(cluster::apply);
      Screen screen = new Screen(out, cluster.clock().instant());
      try (OperatorProcess operator = operator(cluster, screen)) {
        operator.start(() -> screen.say("leadership was lost"));
        return play(cluster, screen);
      }
    }
  }

  private OperatorProcess operator(EmbeddedCluster cluster, Screen screen) {
    Environment environment =
        new Environment(
            new ClusterTimers(cluster.clock()),
            proxy(cluster.forwardProxy()),
            told -> {
              screen.event(told);
              events.add(told);
            });
    return Wiring.process(config(cluster), environment);
  }

  private static ProxySelector proxy(URI forwardProxy) {
    return ProxySelector.of(new InetSocketAddress(forwardProxy.getHost(), forwardProxy.getPort()));
  }

  private static OperatorConfig config(EmbeddedCluster cluster) {
    return new OperatorConfig(
        Optional.empty(),
        Optional.of(cluster.apiUrl()),
        Optional.empty(),
        ImmutableList.of(),
        "istio",
        URI.create("http://prometheus.istio-system:9090"),
        0,
        true,
        "istio-system",
        ImmutableList.of("app", "name", "app.kubernetes.io/name"),
        ImmutableList.of(),
        true,
        Optional.empty(),
        true,
        Optional.empty(),
        ImmutableMap.of(),
        ImmutableSet.of());
  }

  private Outcome play(EmbeddedCluster cluster, Screen screen) throws InterruptedException {
    Guide guide = options.guide();
    screen.say(
        "The %s guide on an embedded cluster, %sx real time. API server: %s"
            .formatted(guide.name(), trimmed(options.speed()), cluster.apiUrl()));
    screen.say("$ kubectl apply -f podinfo-canary.yaml");
    screen.header();
    cluster.apply(guide.canary());
    await(cluster, told -> told.event().text().startsWith("Initialization done!"));
    try (LoadStream users = cluster.traffic().users(guide.users(), USERS)) {
      screen.say(
          "$ kubectl -n test set image deployment/podinfo %s=%s"
              .formatted(guide.container(), guide.image()));
      setImage(cluster, guide);
      Outcome outcome = rollout(cluster, screen);
      screen.say("");
      screen.say("$ kubectl -n test get canaries");
      screen.say(Kubectl.table(cluster.apiUrl(), "test"));
      screen.say("");
      screen.say("Requests answered, by version of podinfo: " + cluster.requestsByVersion());
      if (options.keep()) {
        keep(cluster, screen);
      }
      return outcome;
    }
  }

  private Outcome rollout(EmbeddedCluster cluster, Screen screen) throws InterruptedException {
    Optional<Fault> fault = options.fault();
    if (fault.isEmpty()) {
      return await(cluster, Demo::over) ? Outcome.PROMOTED : Outcome.ROLLED_BACK;
    }
    await(cluster, told -> told.event().text().contains(" advancement") || advanced(told));
    screen.say("$ watch curl " + fault.get().url());
    try (LoadStream faults = cluster.traffic().watchCurl(fault.get().url())) {
      return await(cluster, Demo::over) ? Outcome.PROMOTED : Outcome.ROLLED_BACK;
    }
  }

  private static boolean advanced(Told told) {
    return told.event().text().startsWith("Advance ");
  }

  private static boolean over(Told told) {
    String text = told.event().text();
    return text.startsWith("Promotion completed!") || text.startsWith("Canary failed!");
  }

  /** Returns whether the event that was waited for is good news. */
  private boolean await(EmbeddedCluster cluster, Predicate<Told> wanted)
      throws InterruptedException {
    long limit = cluster.clock().toReal(LIMIT).toMillis();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit);
    while (true) {
      Told told = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (told == null) {
        throw new IllegalStateException(
            "the rollout did not end within " + LIMIT.toHours() + "h of the cluster's clock");
      }
      if (wanted.test(told)) {
        return !told.event().warning();
      }
    }
  }

  private static void setImage(EmbeddedCluster cluster, Guide guide) {
    cluster
        .objects()
        .edit(
            "apps/v1", "Deployment", "test", "podinfo", deployment -> withImage(deployment, guide));
  }

  private static Tree withImage(Tree deployment, Guide guide) {
    ImmutableList<Tree> containers = deployment.items("spec", "template", "spec", "containers");
    for (int i = 0; i < containers.size(); i++) {
      if (containers.get(i).textOr("", "name").equals(guide.container())) {
        return deployment.with(
            guide.image(), "spec", "template", "spec", "containers", Integer.toString(i), "image");
      }
    }
    throw new IllegalStateException("deployment podinfo has no container " + guide.container());
  }

  private static void keep(EmbeddedCluster cluster, Screen screen) throws InterruptedException {
    screen.say("");
    screen.say("The cluster goes on until you press Ctrl-C. To look around:");
    screen.say("  kubectl --server " + cluster.apiUrl() + " -n test get canaries --watch");
    screen.say("  curl -H 'Host: app.example.com' " + cluster.gatewayUrl());
    Thread.currentThread().join();
  }

  private static String trimmed(double speed) {
    return speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed);
  }
}
