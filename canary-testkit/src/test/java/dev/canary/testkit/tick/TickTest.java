package dev.canary.testkit.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.machine.Snapshot.FreshCookies;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Intake;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Range;
import dev.canary.core.model.Readiness;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.plugin.RouterContext;
import dev.canary.core.port.CanaryStore;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.Leadership;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.Routers.Routing;
import dev.canary.core.port.Workloads;
import dev.canary.core.tick.Ports;
import dev.canary.core.tick.Tick;
import dev.canary.core.tick.TickReport;
import dev.canary.core.tick.TickReport.Outcome;
import dev.canary.testkit.fake.FakeWorkloads;
import dev.canary.testkit.fake.InMemoryCanaryStore;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.InMemoryRouterPlugin;
import dev.canary.testkit.fake.Intercepted;
import dev.canary.testkit.fake.Interceptor;
import dev.canary.testkit.fake.ManualClock;
import dev.canary.testkit.fake.RecordingNotifier;
import dev.canary.testkit.fake.ScriptedMetrics;
import dev.canary.testkit.fake.ScriptedWebhooks;
import dev.canary.testkit.fixture.Canaries;
import dev.canary.testkit.fixture.CanaryBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The shell around the machine, over the fakes of all ports. */
class TickTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ManualClock clock = new ManualClock();
  private final InMemoryCanaryStore store = new InMemoryCanaryStore();
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final FakeWorkloads workloads = new FakeWorkloads();
  private final ScriptedMetrics metrics = new ScriptedMetrics();
  private final ScriptedWebhooks webhooks = new ScriptedWebhooks();
  private final RecordingNotifier notifier = new RecordingNotifier();
  private Supplier<RuntimeException> failure = () -> null;
  private Instant leaderUntil = Instant.MAX;
  private final Tick tick = new Tick(ports());
  private CanaryKey key = new CanaryKey("none", "none");

  private Ports ports() {
    Interceptor failing =
        new Interceptor() {
          @Override
          public void before(String port, String call) {
            RuntimeException planted = failure.get();
            if (planted != null && call.startsWith("observe")) {
              throw planted;
            }
          }
        };
    InMemoryRouterPlugin plugin = new InMemoryRouterPlugin();
    Routing routing =
        new Routing(
            plugin.create(
                new RouterContext(
                    objects,
                    objects,
                    request -> {
                      throw new AssertionError("no HTTP here");
                    },
                    ImmutableMap.of(),
                    clock),
                "memory"),
            plugin.descriptor().capabilities());
    Leadership leadership = () -> leaderUntil;
    return new Ports(
        Intercepted.port(CanaryStore.class, store, failing),
        Intercepted.port(Workloads.class, workloads, failing),
        provider -> routing,
        metrics,
        webhooks,
        notifier,
        leadership,
        () -> new FreshCookies("aaaaaaaaaa", "bbbbbbbbbb"),
        clock);
  }

  private void given(CanaryBuilder builder) {
    Canary canary = store.put(builder.build());
    key = canary.key();
    workloads.deployed(key, "c1:v1");
    tick.run(key);
    turn();
    turn();
    assertThat(phase()).isEqualTo(Phase.INITIALIZED);
    notifier.clear();
  }

  private TickReport turn() {
    clock.advance(MINUTE);
    return tick.run(key);
  }

  private Phase phase() {
    return store.read(key).orElseThrow().status().phase();
  }

  private int weight() {
    return store
        .read(key)
        .orElseThrow()
        .status()
        .intent()
        .position()
        .orElseThrow()
        .canary()
        .percent();
  }

  private static CanaryBuilder tenByTen() {
    return Canaries.aCanary().steps(10, 50).interval(MINUTE);
  }

  @Test
  void aRollout_isPromoted_andRollsThePrimaryOnce() {
    given(tenByTen());
    int before = workloads.primaryRollouts(key);
    workloads.deploy(key, "c1:v2");
    for (int turn = 0; turn <= 10; turn++) {
      turn();
    }
    assertThat(phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(workloads.primaryRollouts(key)).isEqualTo(before + 1);
    assertThat(notifier.events())
        .filteredOn(text -> text.contains("Advance"))
        .hasSize(5)
        .last()
        .asString()
        .contains("canary weight 50");
  }

  @Test
  void aCanaryThatIsGone_isReportedAsGone() {
    assertThat(tick.run(new CanaryKey("test", "nobody")).outcome()).isEqualTo(Outcome.GONE);
  }

  @Test
  void anIdleCanary_writesNothing_andWaitsForAChange() {
    given(tenByTen());
    turn();
    int commits = store.commits().size();
    TickReport report = turn();
    assertThat(report.next()).isEqualTo(Instant.MAX);
    assertThat(store.commits()).hasSize(commits);
  }

  @Test
  void aFailingPort_endsTheTickWithItsText_onceAnInterval_andIsTriedAgain() {
    given(tenByTen());
    failure = () -> new PortUnavailable(PortUnavailable.Cause.TRANSIENT, "the cluster is away");
    TickReport report = turn();
    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.next()).isEqualTo(clock.instant().plusSeconds(10));
    tick.run(key);
    assertThat(notifier.events()).filteredOn(text -> text.contains("away")).hasSize(1);
    turn();
    assertThat(notifier.events()).filteredOn(text -> text.contains("away")).hasSize(2);
  }

  @Test
  void anOutageOfAnInterval_isFollowedByAWholeOne_beforeAnythingIsJudged() {
    given(tenByTen());
    workloads.deploy(key, "c1:v2");
    turn();
    turn();
    turn();
    assertThat(weight()).isEqualTo(20);
    failure = () -> new PortUnavailable(PortUnavailable.Cause.STALE, "the watch is stale");
    for (int failing = 0; failing < 5; failing++) {
      turn();
    }
    failure = () -> null;
    turn();
    assertThat(weight()).as("the interval that the outage cut").isEqualTo(20);
    clock.advance(MINUTE.minusSeconds(1));
    tick.run(key);
    assertThat(weight()).isEqualTo(20);
    clock.advance(Duration.ofSeconds(1));
    tick.run(key);
    assertThat(weight()).isEqualTo(30);
  }

  @Test
  void aSingleFailure_isNoOutage() {
    given(tenByTen());
    workloads.deploy(key, "c1:v2");
    turn();
    turn();
    failure = () -> new PortUnavailable(PortUnavailable.Cause.TRANSIENT, "503");
    turn();
    failure = () -> null;
    clock.advance(Duration.ofSeconds(10));
    tick.run(key);
    assertThat(weight()).isEqualTo(20);
  }

  @Test
  void aLostRace_isRepeatedAtOnce_butNotForEver() {
    given(tenByTen());
    int[] races = {2};
    failure = () -> races[0]-- > 0 ? new Conflict("somebody was faster") : null;
    assertThat(turn().outcome()).isEqualTo(Outcome.RESTED);

    races[0] = Integer.MAX_VALUE;
    TickReport report = turn();
    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.next()).isAfter(clock.instant());
  }

  @Test
  void aBug_passesThrough() {
    given(tenByTen());
    failure = () -> new IllegalStateException("a bug");
    assertThatThrownBy(this::turn).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoDoesNotLead_doesNothing() {
    given(tenByTen());
    workloads.deploy(key, "c1:v2");
    leaderUntil = clock.instant();
    int commits = store.commits().size();
    assertThat(turn().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(store.commits()).hasSize(commits);
    assertThat(workloads.replicas(key)).isZero();
  }

  @Test
  void aRefusedSpec_isToldOnce_recorded_andStartsNothing() {
    given(tenByTen());
    CanarySpec last = ((Intake.Accepted) store.read(key).orElseThrow().intake()).spec();
    refuse(Optional.of(last));
    workloads.deploy(key, "c1:v2");
    int commits = store.commits().size();
    turn();
    turn();
    assertThat(notifier.events())
        .containsExactly("invalid canary spec: spec.analysis.threshold: -1 is not at least 1");
    assertThat(store.commits()).hasSize(commits + 1);
    assertThat(phase()).isEqualTo(Phase.INITIALIZED);
  }

  @Test
  void aRefusalDuringARun_movesTrafficBack_andTheRunGoesOnWhenAccepted() {
    given(tenByTen());
    workloads.deploy(key, "c1:v2");
    turn();
    turn();
    turn();
    Canary running = store.read(key).orElseThrow();
    CanarySpec last = ((Intake.Accepted) running.intake()).spec();
    refuse(Optional.of(last));
    turn();
    assertThat(weight()).isZero();
    assertThat(phase()).isEqualTo(Phase.PROGRESSING);

    accept(last);
    turn();
    assertThat(weight()).isEqualTo(10);
  }

  private void refuse(Optional<CanarySpec> last) {
    replaceIntake(
        new Intake.Refused(
            ImmutableList.of(new SpecProblem("spec.analysis.threshold", "-1 is not at least 1")),
            last));
  }

  private void accept(CanarySpec spec) {
    replaceIntake(new Intake.Accepted(spec, ImmutableList.of()));
  }

  private void replaceIntake(Intake intake) {
    store.edit(
        key,
        canary ->
            new Canary(
                canary.key(),
                canary.owner(),
                canary.generation() + 1,
                canary.deletedAt(),
                canary.finalizer(),
                intake,
                canary.status(),
                canary.version()));
  }

  @Test
  void anAcceptedSpec_isRecordedOncePerGeneration() {
    given(tenByTen());
    CanarySpec spec = ((Intake.Accepted) store.read(key).orElseThrow().intake()).spec();
    accept(spec);
    turn();
    Canary canary = store.read(key).orElseThrow();
    assertThat(canary.status().acceptedGeneration()).isEqualTo(canary.generation());
    int commits = store.commits().size();
    turn();
    assertThat(store.commits()).hasSize(commits);
  }

  @Test
  void aLastingCondition_isToldOnChange_andAgainAfterItWasOver() {
    given(tenByTen());
    workloads.deploy(key, "c1:v2");
    turn();
    workloads.readiness(key, Readiness.waiting("1 of 2"), Readiness.ready());
    notifier.clear();
    tick.run(key);
    tick.run(key);
    assertThat(notifier.events()).containsExactly("1 of 2");
    workloads.readiness(key, Readiness.waiting("0 of 2"), Readiness.ready());
    tick.run(key);
    assertThat(notifier.events()).containsExactly("1 of 2", "0 of 2");
    clock.advance(MINUTE);
    tick.run(key);
    assertThat(notifier.events()).containsExactly("1 of 2", "0 of 2", "0 of 2");
  }

  @Test
  void aDelayedScaleDown_isAskedForInTime() {
    given(tenByTen().metric(MetricCheck.builtin(MetricCheck.SUCCESS_RATE, Range.atLeast(99))));
    metrics.always(MetricCheck.SUCCESS_RATE, 0);
    workloads.deploy(key, "c1:v2");
    for (int turn = 0; turn < 20 && phase() != Phase.FAILED; turn++) {
      turn();
    }
    assertThat(phase()).isEqualTo(Phase.FAILED);
    assertThat(workloads.replicas(key)).as("connections drain first").isPositive();
    TickReport report = tick.run(key);
    assertThat(report.next())
        .isAfter(clock.instant())
        .isBefore(clock.instant().plus(MINUTE).plusSeconds(1));
    clock.advance(Duration.between(clock.instant(), report.next()));
    tick.run(key);
    assertThat(workloads.replicas(key)).isZero();
  }
}
