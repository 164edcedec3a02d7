package dev.canary.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Position;
import dev.canary.core.model.RolloutState.Succeeded;
import dev.canary.core.model.Weight;
import dev.canary.core.port.CanaryStore;
import dev.canary.core.port.Notifier;
import dev.canary.core.tick.Ports;
import dev.canary.testkit.fake.FakeWorkloads;
import dev.canary.testkit.fixture.Canaries;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each rule can be broken: one world that breaks it, kept. */
class SafetyTest {

  @Test
  void routerThatGivesMoreThanAsked_breaksTheShare() {
    UnaryOperator<Ports> greedy =
        ports ->
            Meddling.atWrite(
                ports,
                arguments -> {
                  Position wanted = (Position) arguments[2];
                  Weight doubled = Weight.clamped(2L * wanted.canary().percent());
                  arguments[2] = new Position(doubled, wanted.mirror(), wanted.affinity());
                });

    assertBroken(Scenarios.progressive(), greedy, Safety.SHARE_WITHIN_INTENT);
  }

  @Test
  void storeThatForgetsCommits_breaksTheShare() {
    UnaryOperator<Ports> forgetful = ports -> store(ports, new ForgetfulStore(ports.store()));

    assertBroken(Scenarios.progressive(), forgetful, Safety.SHARE_WITHIN_INTENT);
  }

  @Test
  void primaryWrittenDuringTheAnalysis_isFound() {
    UnaryOperator<Ports> hasty = ports -> Meddling.atWrite(ports, arguments -> promote(ports));

    assertBroken(Scenarios.progressive(), hasty, Safety.PRIMARY_CHANGES_WHEN_ANNOUNCED);
  }

  @Test
  void targetRetiredUnderTraffic_isFound() {
    UnaryOperator<Ports> eager =
        ports ->
            Meddling.atWrite(
                ports,
                arguments ->
                    ((FakeWorkloads) ports.workloads())
                        .scaleTarget(Scenarios.progressive().canary().key(), 0));

    assertBroken(Scenarios.progressive(), eager, Safety.NO_TRAFFIC_TO_NOTHING);
  }

  @Test
  void phaseLeftOut_isFound() {
    UnaryOperator<Ports> skipping =
        ports ->
            atCommit(
                ports,
                arguments -> {
                  CanaryStatus next = (CanaryStatus) arguments[1];
                  if (next.phase() == Phase.INITIALIZED) {
                    arguments[1] = next.with(new Succeeded());
                  }
                });

    assertBroken(Scenarios.bootstrap(), skipping, Safety.TRANSITIONS_ALLOWED);
  }

  @Test
  void rollbackOntoAPrimaryThatRunsTheFailedRevision_isFound() {
    UnaryOperator<Ports> late =
        ports ->
            atCommit(
                ports,
                arguments -> {
                  if (((CanaryStatus) arguments[1]).phase() == Phase.FAILED) {
                    promote(ports);
                  }
                });

    assertBroken(Scenarios.failingMetric(), late, Safety.ROLLBACK_TO_ANOTHER_REVISION);
  }

  @Test
  void notifierThatSwallowsWhatIsOwed_isCounted() {
    UnaryOperator<Ports> silent =
        ports -> {
          Notifier notifier =
              Meddling.with(
                  Notifier.class, ports.notifier(), "tell", arguments -> arguments[2] = "");
          return new Ports(
              ports.store(),
              ports.workloads(),
              ports.routers(),
              ports.metrics(),
              ports.webhooks(),
              notifier,
              ports.leadership(),
              ports.cookies(),
              ports.clock());
        };

    End end = Simulation.of(Scenarios.progressive()).over(silent).run();

    assertThat(end.deliveries().values()).contains(0);
  }

  @Test
  void scenarioThatCannotEndAsItSays_isFound() {
    Scenario hopeful =
        Scenario.of("hopeful", Scenarios.failingMetric().canary())
            .newRevision("c1:v2")
            .endsIn(Phase.FAILED);

    assertThatThrownBy(() -> Simulation.of(hopeful).run())
        .isInstanceOf(Violation.class)
        .hasMessageContaining("came to rest in SUCCEEDED, not in FAILED");
  }

  private static void assertBroken(Scenario scenario, UnaryOperator<Ports> change, Safety rule) {
    assertThatThrownBy(() -> Simulation.of(scenario).over(change).run())
        .isInstanceOf(Violation.class)
        .hasMessageContaining(rule.name());
  }

  /** Makes the primary run the target's template behind the operator's back. */
  private static void promote(Ports ports) {
    FakeWorkloads workloads = (FakeWorkloads) ports.workloads();
    Canary canary = Scenarios.progressive().canary();
    CanarySpec spec = Canaries.aCanary().spec();
    workloads.syncPrimary(
        canary, spec, workloads.observe(canary, spec), workloads.live(canary.key()));
  }

  private static Ports atCommit(Ports ports, Consumer<Object[]> first) {
    return store(ports, Meddling.with(CanaryStore.class, ports.store(), "commit", first));
  }

  private static Ports store(Ports ports, CanaryStore store) {
    return new Ports(
        store,
        ports.workloads(),
        ports.routers(),
        ports.metrics(),
        ports.webhooks(),
        ports.notifier(),
        ports.leadership(),
        ports.cookies(),
        ports.clock());
  }

  /** Says that it has committed the start of a step, and has not. */
  private record ForgetfulStore(CanaryStore behind) implements CanaryStore {
    @Override
    public Optional<Canary> read(CanaryKey key) {
      return behind.read(key);
    }

    @Override
    public Canary commit(Canary seen, CanaryStatus next, Instant now) {
      return next.counters().weight() > 0
          ? seen.committed(next, seen.version())
          : behind.commit(seen, next, now);
    }

    @Override
    public Canary finalizer(Canary seen, boolean present) {
      return behind.finalizer(seen, present);
    }
  }
}
