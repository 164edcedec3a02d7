package dev.canary.operator.process;

import static dev.canary.operator.process.GuideCluster.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.EmbeddedCluster;
import dev.canary.testkit.cluster.Manifests;
import dev.canary.testkit.cluster.api.traffic.RequestInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The API server is left alone while nothing happens, by an operator that is wide awake. */
class IdleTest {

  /** With the shortest interval, 100 of them pass in five seconds. */
  private static final double SPEED = 200;

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** Without traffic there is nothing to measure, so that a run ends at its first check. */
  private static final String CANARY =
      """
      apiVersion: flagger.app/v1beta1
      kind: Canary
      metadata: {namespace: test}
      spec:
        targetRef: {apiVersion: apps/v1, kind: Deployment}
        progressDeadlineSeconds: 36000
        service: {port: 9898}
        analysis:
          interval: 10s
          threshold: 1
          stepWeight: 50
          metrics:
          - {name: request-success-rate, thresholdRange: {min: 99}, interval: 30s}
      """;

  @Test
  void idleCanaries_causeNoRequests_andANewImageIsActedOn() {
    try (GuideCluster guide =
        GuideCluster.start(
            EmbeddedCluster.istio().speed(SPEED).scrapeInterval(Duration.ofMinutes(1)))) {
      everyKindOfIdle(guide);
      awaitQuiet(guide);

      guide.cluster().api().requests().reset();
      awaitPassed(guide, INTERVAL.multipliedBy(100));

      assertThat(requests(guide)).as(guide.events().toString()).isEmpty();
      guide.forgetEvents();
      guide.setImage("initialized", "stefanprodan/podinfo:3.1.1");
      guide.awaitEvent("New revision detected! Scaling up initialized.test");
    }
  }

  /** One canary is promoted, one rolled back, one new, one suspended and one refused. */
  private static void everyKindOfIdle(GuideCluster guide) {
    ImmutableList.of("succeeded", "failed", "initialized", "suspended", "refused")
        .forEach(name -> bootstrap(guide, name));
    edit(guide, "suspended", canary -> canary.with(Tree.of(true), "spec", "suspend"));
    edit(guide, "refused", canary -> canary.with("nginx", "spec", "provider"));
    for (String name : ImmutableList.of("succeeded", "failed", "suspended", "refused")) {
      guide.setImage(name, "stefanprodan/podinfo:3.1.1");
    }
    guide.awaitEvent("Promotion completed! Canary analysis was skipped for succeeded.test");
    guide.awaitEvent("Canary failed! Scaling down failed.test");
    guide.awaitEvent("skipping canary run as object is suspended");
  }

  private static void edit(GuideCluster guide, String name, UnaryOperator<Tree> change) {
    guide.cluster().objects().edit("flagger.app/v1beta1", "Canary", "test", name, change);
  }

  private static void bootstrap(GuideCluster guide, String name) {
    Tree podinfo = guide.cluster().objects().get("apps/v1", "Deployment", "test", "podinfo");
    guide
        .cluster()
        .apply(
            podinfo
                .without("metadata", "uid")
                .without("metadata", "resourceVersion")
                .without("status")
                .with(1, "spec", "replicas")
                .with(name, "metadata", "name")
                .with(name, "spec", "selector", "matchLabels", "app")
                .with(name, "spec", "template", "metadata", "labels", "app"));
    guide.cluster().apply(canary(name));
    guide.awaitEvent("Initialization done! " + name + ".test");
  }

  private static Tree canary(String name) {
    Tree canary = Manifests.read(CANARY).getFirst();
    Tree named = canary.with(name, "metadata", "name").with(name, "spec", "targetRef", "name");
    return name.equals("succeeded") ? named.with(Tree.of(true), "spec", "skipAnalysis") : named;
  }

  /** Waits until ten intervals have passed without a request. */
  private static void awaitQuiet(GuideCluster guide) {
    Await.until(
        "the operator is done",
        () -> {
          guide.cluster().api().requests().reset();
          awaitPassed(guide, INTERVAL.multipliedBy(10));
          return requests(guide).isEmpty();
        });
  }

  private static void awaitPassed(GuideCluster guide, Duration time) {
    Instant end = guide.cluster().clock().instant().plus(time);
    Await.until(time + " pass", () -> !guide.cluster().clock().instant().isBefore(end));
  }

  /** Returns what operators asked for, watches and leases left out. */
  private static ImmutableSet<RequestInfo> requests(GuideCluster guide) {
    return guide.cluster().api().requests().recent(OPERATOR).stream()
        .filter(request -> !request.verb().equals("watch"))
        .filter(request -> !request.resource().equals("leases"))
        .collect(ImmutableSet.toImmutableSet());
  }
}
