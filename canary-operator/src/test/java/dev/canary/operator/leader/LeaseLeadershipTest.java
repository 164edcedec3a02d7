package dev.canary.operator.leader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Tree;
import dev.canary.operator.kube.KubeApi;
import dev.canary.operator.kube.KubeClients;
import dev.canary.operator.kube.PlainObjects;
import dev.canary.testkit.cluster.api.ApiServer;
import dev.canary.testkit.cluster.api.ApiServerConfig;
import dev.canary.testkit.cluster.api.traffic.Faults;
import dev.canary.testkit.cluster.api.traffic.RequestFilter;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseLeadershipTest {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS);
  private final KubernetesClient client = new KubeClients("test").at(server.url());
  private final PlainObjects objects = new PlainObjects(new KubeApi(client));
  private final ManualTimers timers = new ManualTimers();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final LeaseLeadership first = candidate("first");
  private final LeaseLeadership second = candidate("second");

  @AfterEach
  void stop() {
    first.close();
    second.close();
    client.close();
    server.close();
  }

  @Test
  void firstCandidate_createsTheLeaseAndLeads() {
    Instant start = timers.instant();

    elect(first, "first");

    assertThat(first.until()).isEqualTo(start.plusSeconds(15));
    assertThat(lease().textOr("", "spec", "holderIdentity")).isEqualTo("first");
    assertThat(lease().wholeOr(0, "spec", "leaseDurationSeconds")).isEqualTo(60);
    assertThat(lease().wholeOr(-1, "spec", "leaseTransitions")).isZero();
    assertThat(lease().textOr("", "spec", "renewTime")).isEqualTo("2026-01-01T00:00:00.000000Z");
  }

  @Test
  void holder_renewsEveryFiveSeconds() {
    elect(first, "first");
    for (int i = 1; i <= 20; i++) {
      Instant renewal = timers.instant().plusSeconds(5);
      pass(Duration.ofSeconds(5));
      until("renewed at " + renewal, () -> first.until().equals(renewal.plusSeconds(15)));
    }
    assertThat(told).containsExactly("first leads");
  }

  @Test
  void otherCandidate_doesNotLeadWhileTheLeaseIsRenewed() {
    elect(first, "first");
    second.start();
    for (int i = 0; i < 100; i++) {
      awaitAttempts();
      timers.advance(Duration.ofSeconds(1));
    }

    assertThat(second.until()).isEqualTo(Instant.MIN);
    assertThat(told).containsExactly("first leads");
  }

  @Test
  void close_givesTheLeaseUpAndTheOtherLeadsWithinTwoSeconds() {
    elect(first, "first");
    second.start();
    awaitAttempts();

    first.close();
    assertThat(first.until()).isEqualTo(Instant.MIN);
    pass(Duration.ofSeconds(2));

    until("the second leads", () -> told.contains("second leads"));
    assertThat(lease().wholeOr(0, "spec", "leaseTransitions")).isEqualTo(1);
    assertThat(lease().wholeOr(0, "spec", "leaseDurationSeconds")).isEqualTo(60);
    assertThat(told).doesNotContain("first lost");
  }

  @Test
  void holderWithoutAnswers_stopsAtTheDeadlineLongBeforeTheOtherMayLead() {
    elect(first, "first");
    second.start();
    awaitAttempts();
    server.faults().fail(RequestFilter.to("patch", "leases"), 500, Faults.ALWAYS);

    for (int i = 0; i < 15; i++) {
      awaitAttempts();
      timers.advance(Duration.ofSeconds(1));
    }
    until("the first has lost", () -> told.contains("first lost"));
    assertThat(first.until()).isEqualTo(Instant.MIN);

    server.faults().clear();
    for (int i = 0; i < 44; i++) {
      awaitAttempts();
      timers.advance(Duration.ofSeconds(1));
    }
    assertThat(told).doesNotContain("second leads");
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    until("the second leads", () -> told.contains("second leads"));
  }

  @Test
  void holderThatFindsAnother_hasLost() {
    elect(first, "first");
    server
        .objects()
        .edit(
            "coordination.k8s.io/v1",
            "Lease",
            "default",
            LeaseLeadership.NAME,
            lease -> lease.with("somebody", "spec", "holderIdentity"));

    pass(Duration.ofSeconds(5));
    pass(Duration.ofSeconds(5));

    until("the first has lost", () -> told.contains("first lost"));
    assertThat(first.until()).isEqualTo(Instant.MIN);
  }

  @Test
  void renewalWithLostAnswer_isReadAndKept() {
    elect(first, "first");
    server.faults().cutAfter(RequestFilter.to("patch", "leases"), 1);

    pass(Duration.ofSeconds(5));
    Instant end = timers.instant().plusSeconds(20);
    pass(Duration.ofSeconds(5));

    until("renewed", () -> first.until().equals(end));
    assertThat(told).containsExactly("first leads");
  }

  private LeaseLeadership candidate(String identity) {
    return new LeaseLeadership(
        objects,
        "default",
        identity,
        timers,
        () -> told.add(identity + " leads"),
        () -> told.add(identity + " lost"));
  }

  private void elect(LeaseLeadership candidate, String identity) {
    candidate.start();
    until(identity + " leads", () -> told.contains(identity + " leads"));
    awaitAttempts();
  }

  private void pass(Duration time) {
    timers.advance(time);
    awaitAttempts();
  }

  /** Waits until every candidate has made its attempt and armed the next. */
  private void awaitAttempts() {
    until("attempts have ended", () -> !first.attempting() && !second.attempting());
  }

  private Tree lease() {
    return server.objects().get("coordination.k8s.io/v1", "Lease", "default", LeaseLeadership.NAME);
  }

  private static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > DEADLINE.toNanos()) {
        throw new AssertionError("not within " + DEADLINE + ": " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }
}
