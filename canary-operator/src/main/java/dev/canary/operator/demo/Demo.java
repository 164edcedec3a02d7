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
import java.time.Instant;
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
    try (EmbeddedCluster cluster =
        EmbeddedCluster.istio().speed(options.speed()).startsAt(start()).start()) {
      new Definitions().all().forEach(cluster::apply);
      options.overlay().prepare(cluster, options.guide());
      Screen screen = new Screen(out, cluster.clock().instant());
      try (OperatorProcess operator = operator(cluster, screen)) {
        operator.start(() -> screen.say("leadership was lost"));
        return play(cluster, screen);
      }
    }
  }

  /**
   * In the past, so that kubectl, whose clock is the real one, can tell the age of what happens.
   */
  private Instant start() {
    return Instant.now().minus(options.keep() ? Duration.ofHours(12) : Duration.ofMinutes(15));
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
        false, // alone; at 100 times real time a lease would last 0.6 s
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
    Rollout rollout = apply(cluster, screen);
    await(cluster, rollout, told -> told.event().text().startsWith("Initialization done!"));
    try (LoadStream users = cluster.traffic().users(rollout.users(), USERS)) {
      screen.say(
          "$ kubectl -n %s set image deployment/%s %s=%s"
              .formatted(
                  rollout.canary().namespace(),
                  rollout.deployment(),
                  rollout.containerName(),
                  rollout.image()));
      rollout.start(cluster);
      Outcome outcome = rollout(cluster, rollout, screen);
      screen.say("");
      String namespace = rollout.canary().namespace();
      screen.say("$ kubectl -n " + namespace + " get canaries");
      screen.say(Kubectl.table(cluster.apiUrl(), namespace));
      screen.say("");
      screen.say("Requests answered, by version of podinfo: " + cluster.requestsByVersion());
      screen.say("Answers to users, by status: " + users.answers());
      if (options.keep()) {
        keep(cluster, rollout, screen);
      }
      return outcome;
    }
  }

  /** Applies the canaries of the files, or the guide's. */
  private Rollout apply(EmbeddedCluster cluster, Screen screen) {
    Guide guide = options.guide();
    Optional<Tree> own = options.overlay().canary();
    screen.say("$ kubectl apply -f " + (own.isPresent() ? "FILE..." : "podinfo-canary.yaml"));
    screen.header();
    if (own.isPresent()) {
      Rollout rollout = Rollout.of(own.get(), guide, cluster);
      options.overlay().applyCanaries(cluster);
      return rollout;
    }
    cluster.apply(guide.canary());
    return Rollout.of(
        cluster.objects().get("flagger.app/v1beta1", "Canary", "test", "podinfo"), guide, cluster);
  }

  @SuppressWarnings("try") // faults are sent as long as the stream is open
  private Outcome rollout(EmbeddedCluster cluster, Rollout rollout, Screen screen)
      throws InterruptedException {
    Optional<Fault> fault = options.fault();
    if (fault.isEmpty()) {
      return await(cluster, rollout, Demo::over) ? Outcome.PROMOTED : Outcome.ROLLED_BACK;
    }
    await(cluster, rollout, told -> told.event().text().contains(" advancement") || advanced(told));
    screen.say("$ watch curl " + fault.get().url());
    try (LoadStream faults = cluster.traffic().watchCurl(fault.get().url())) {
      Outcome outcome =
          await(cluster, rollout, Demo::over) ? Outcome.PROMOTED : Outcome.ROLLED_BACK;
      screen.say("^C after these answers, by status: " + faults.answers());
      return outcome;
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
  private boolean await(EmbeddedCluster cluster, Rollout rollout, Predicate<Told> wanted)
      throws InterruptedException {
    long limit = cluster.clock().toReal(LIMIT).toMillis();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit);
    while (true) {
      Told told = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (told == null) {
        throw new IllegalStateException(
            "the rollout did not end within " + LIMIT.toHours() + "h of the cluster's clock");
      }
      if (told.key().equals(rollout.canary()) && wanted.test(told)) {
        return !told.event().warning();
      }
    }
  }

  private static void keep(EmbeddedCluster cluster, Rollout rollout, Screen screen)
      throws InterruptedException {
    screen.say("");
    screen.say("The cluster goes on until you press Ctrl-C. To look around:");
    screen.say(
        "  kubectl --server %s -n %s get canaries --watch"
            .formatted(cluster.apiUrl(), rollout.canary().namespace()));
    screen.say(
        "  curl -H 'Host: %s' %s"
            .formatted(URI.create(rollout.users()).getHost(), cluster.gatewayUrl()));
    Thread.currentThread().join();
  }

  private static String trimmed(double speed) {
    return speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed);
  }
}
