package dev.canary.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.model.Hook;
import dev.canary.core.model.HookResult;
import dev.canary.core.model.Measurement;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The traces of the state machine chapter, section 15, row by row: first by turns of the schedule,
 * then with looks injected between the turns.
 */
class TraceTest {

  /** Starting a run is told alike in every trace. */
  private static final String T0 =
      "N New revision detected! Scaling up podinfo.test;"
          + " info: New revision detected, progressing canary analysis.";

  private static final String DONE =
      "N Promotion completed! Scaling down podinfo.test;"
          + " info: Canary analysis completed successfully, promotion finished.";

  private static final String COPY = "N Copying podinfo.test template spec to podinfo-primary.test";

  private static final String START = "N Starting canary analysis for podinfo.test";

  /**
   * A trace.
   *
   * @param world as it is before T0
   * @param before what happens before a tick, by tick
   * @param rows {@code phase | p/c | w it fc | events}
   */
  record Trace(String name, Supplier<World> world, Consumer<Before> before, List<String> rows) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What a trace may do before a tick. */
  record Before(World world, int tick) {}

  private static Trace trace(String name, Specs specs, String... rows) {
    return new Trace(name, specs::changed, before -> {}, List.of(rows));
  }

  private static Trace trace(String name, Specs specs, Consumer<Before> before, String... rows) {
    return new Trace(name, specs::changed, before, List.of(rows));
  }

  private static String weight(int weight) {
    return "N Advance podinfo.test canary weight " + weight;
  }

  private static String iteration(int done, int of) {
    return "N Advance podinfo.test canary iteration " + done + "/" + of;
  }

  private static Consumer<Before> gate(int closedFrom, int openAt) {
    return before ->
        before.world.hooks.put(
            "gate",
            before.tick >= closedFrom && before.tick < openAt
                ? new HookResult.Refused("closed")
                : new HookResult.Approved());
  }

  static List<Trace> traces() {
    List<Trace> traces = new ArrayList<>();
    traces.add(
        trace(
            "15.1 weights",
            Specs.progressive(10, 50),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 90/10 | 10 0 0 | " + START + "; " + weight(10),
            "Progressing | 80/20 | 20 0 0 | " + weight(20),
            "Progressing | 70/30 | 30 0 0 | " + weight(30),
            "Progressing | 60/40 | 40 0 0 | " + weight(40),
            "Progressing | 50/50 | 50 0 0 | " + weight(50),
            "Promoting | 50/50 | 50 0 0 | " + COPY,
            "Finalising | 100/0 | 0 0 0 | N Routing all traffic to primary",
            "Succeeded | 100/0 | 0 0 0 | " + DONE));
    traces.add(
        trace(
            "15.1 stepWeightPromotion",
            Specs.progressive(50, 50).stepWeightPromotion(20),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 50/50 | 50 0 0 | " + START + "; " + weight(50),
            "Promoting | 50/50 | 50 0 0 | " + COPY,
            "Promoting | 70/30 | 30 0 0 | N Advance podinfo.test primary weight 70",
            "Promoting | 90/10 | 10 0 0 | N Advance podinfo.test primary weight 90",
            "Finalising | 100/0 | 0 0 0 | N Advance podinfo.test primary weight 100",
            "Succeeded | 100/0 | 0 0 0 | " + DONE));
    traces.add(
        trace(
            "15.2 stepWeights",
            Specs.steps(1, 2, 10, 80),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 99/1 | 1 0 0 | " + START + "; " + weight(1),
            "Progressing | 98/2 | 2 0 0 | " + weight(2),
            "Progressing | 90/10 | 10 0 0 | " + weight(10),
            "Progressing | 20/80 | 80 0 0 | " + weight(80),
            "Promoting | 20/80 | 80 0 0 | " + COPY,
            "Finalising | 100/0 | 0 0 0 | N Routing all traffic to primary",
            "Succeeded | 100/0 | 0 0 0 | " + DONE));
    traces.add(
        trace(
            "15.3 A/B",
            Specs.abTest(3),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 0/100 | 0 1 0 | " + START + "; " + iteration(1, 3),
            "Progressing | 0/100 | 0 2 0 | " + iteration(2, 3),
            "Progressing | 0/100 | 0 3 0 | " + iteration(3, 3),
            "Promoting | 0/100 | 0 3 0 | " + COPY,
            "Finalising | 100/0 | 0 0 0 | N Routing all traffic to primary",
            "Succeeded | 100/0 | 0 0 0 | " + DONE));
    traces.add(
        trace(
            "15.4 Blue/Green",
            Specs.blueGreen(2, false),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 100/0 | 0 1 0 | " + START + "; " + iteration(1, 2),
            "Progressing | 100/0 | 0 2 0 | " + iteration(2, 2),
            "Progressing | 0/100 | 0 3 0 | N Routing all traffic to canary",
            "Promoting | 0/100 | 0 3 0 | " + COPY,
            "Finalising | 100/0 | 0 0 0 | N Routing all traffic to primary",
            "Succeeded | 100/0 | 0 0 0 | " + DONE));
    traces.add(
        trace(
            "15.5 Blue/Green mirrored",
            Specs.blueGreen(2, true),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 100/0 mirrored | 0 1 0 | " + START + "; " + iteration(1, 2),
            "Progressing | 100/0 mirrored | 0 2 0 | " + iteration(2, 2),
            "Progressing | 0/100 | 0 3 0 |"
                + " N Stop traffic mirroring and route all traffic to canary",
            "Promoting | 0/100 | 0 3 0 | " + COPY,
            "Finalising | 100/0 | 0 0 0 | N Routing all traffic to primary",
            "Succeeded | 100/0 | 0 0 0 | " + DONE));
    traces.add(
        trace(
            "15.5 progressive mirrored",
            Specs.mirrored(20, 40),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 100/0 mirrored | 0 0 0 | " + START + "; " + weight(0),
            "Progressing | 80/20 | 20 0 0 | " + weight(20),
            "Progressing | 60/40 | 40 0 0 | " + weight(40),
            "Promoting | 60/40 | 40 0 0 | " + COPY,
            "Finalising | 100/0 | 0 0 0 | N Routing all traffic to primary",
            "Succeeded | 100/0 | 0 0 0 | " + DONE));
    traces.addAll(failing());
    traces.addAll(gated());
    traces.addAll(interrupted());
    return traces;
  }

  private static List<Trace> failing() {
    String halt = "W Halt podinfo.test advancement success rate 95.00% < 99%";
    Trace failing =
        trace(
            "15.6 failing metric",
            Specs.progressive(10, 50),
            before -> before.world.metrics = any -> new Measurement.Value(95),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 90/10 | 10 0 0 | " + START + "; " + weight(10),
            "Progressing | 90/10 | 10 0 1 | " + halt,
            "Progressing | 90/10 | 10 0 2 | " + halt,
            "Progressing | 90/10 | 10 0 3 | " + halt,
            "Progressing | 90/10 | 10 0 4 | " + halt,
            "Progressing | 90/10 | 10 0 5 | " + halt,
            "Failed | 100/0 | 0 0 0 |"
                + " W Rolling back podinfo.test failed checks threshold reached 5;"
                + " error: Failed checks threshold reached 5;"
                + " W Canary failed! Scaling down podinfo.test",
            "Failed | 100/0 | 0 0 0 |",
            "Failed | 100/0 | 0 0 0 |");
    Trace recovering =
        trace(
            "15.6 failing twice, then passing",
            Specs.progressive(25, 50),
            before ->
                before.world.metrics =
                    any -> new Measurement.Value(before.tick == 2 || before.tick == 3 ? 95 : 100),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 75/25 | 25 0 0 | " + START + "; " + weight(25),
            "Progressing | 75/25 | 25 0 1 | " + halt,
            "Progressing | 75/25 | 25 0 2 | " + halt,
            "Progressing | 50/50 | 50 0 2 | " + weight(50),
            "Promoting | 50/50 | 50 0 2 | " + COPY,
            "Finalising | 100/0 | 0 0 2 | N Routing all traffic to primary",
            "Succeeded | 100/0 | 0 0 2 | " + DONE);
    return List.of(failing, recovering);
  }

  private static List<Trace> gated() {
    String passed = "N Confirm-promotion check gate passed; ";
    String halted =
        "W Halt podinfo.test advancement waiting for promotion approval gate;"
            + " warn: Canary promotion is waiting for approval.";
    String traffic = "N Confirm-traffic-increase check gate passed; ";
    String closed =
        "W Halt podinfo.test advancement waiting for traffic increase approval gate;"
            + " warn: Canary traffic increase is waiting for approval.";
    return List.of(
        trace(
            "15.7 confirm-rollout",
            Specs.progressive(50, 50).hook(Hook.Type.CONFIRM_ROLLOUT),
            gate(0, 3),
            "Waiting | 100/0 | 0 0 0 | W Halt podinfo.test advancement waiting for approval gate;"
                + " warn: Canary is waiting for approval.",
            "Waiting | 100/0 | 0 0 0 |",
            "Waiting | 100/0 | 0 0 0 |",
            "Progressing | 100/0 | 0 0 0 | N Confirm-rollout check gate passed; " + T0,
            "Progressing | 50/50 | 50 0 0 | " + START + "; " + weight(50),
            "Promoting | 50/50 | 50 0 0 | " + COPY,
            "Finalising | 100/0 | 0 0 0 | N Routing all traffic to primary",
            "Succeeded | 100/0 | 0 0 0 | " + DONE),
        trace(
            "15.7 confirm-traffic-increase",
            Specs.progressive(25, 50).hook(Hook.Type.CONFIRM_TRAFFIC_INCREASE),
            gate(2, 5),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 75/25 | 25 0 0 | " + START + "; " + traffic + weight(25),
            "Progressing | 75/25 | 25 0 0 | " + closed,
            "Progressing | 75/25 | 25 0 0 | " + closed,
            "Progressing | 75/25 | 25 0 0 | " + closed,
            "Progressing | 50/50 | 50 0 0 | " + traffic + weight(50),
            "Promoting | 50/50 | 50 0 0 | " + traffic + COPY),
        trace(
            "15.7 confirm-promotion, progressive",
            Specs.progressive(25, 50).hook(Hook.Type.CONFIRM_PROMOTION),
            gate(3, 6),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 75/25 | 25 0 0 | " + START + "; " + weight(25),
            "Progressing | 50/50 | 50 0 0 | " + weight(50),
            "WaitingPromotion | 50/50 | 0 -1 0 | " + halted,
            "WaitingPromotion | 50/50 | 0 -1 0 |",
            "WaitingPromotion | 50/50 | 0 -1 0 |",
            "Promoting | 50/50 | 0 -1 0 | " + passed + COPY,
            "Finalising | 100/0 | 0 0 0 | N Routing all traffic to primary",
            "Succeeded | 100/0 | 0 0 0 | " + DONE),
        trace(
            "15.7 confirm-promotion, A/B",
            Specs.abTest(3).hook(Hook.Type.CONFIRM_PROMOTION),
            gate(0, 7),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 0/100 | 0 1 0 | " + START + "; " + iteration(1, 3),
            "Progressing | 0/100 | 0 2 0 | " + iteration(2, 3),
            "Progressing | 0/100 | 0 3 0 | " + iteration(3, 3),
            "WaitingPromotion | 0/100 | 0 2 0 | " + halted,
            "WaitingPromotion | 0/100 | 0 3 0 | " + iteration(3, 3),
            "WaitingPromotion | 0/100 | 0 2 0 |",
            "WaitingPromotion | 0/100 | 0 3 0 | " + iteration(3, 3),
            "Promoting | 0/100 | 0 3 0 | " + passed + COPY,
            "Finalising | 100/0 | 0 0 0 | N Routing all traffic to primary",
            "Succeeded | 100/0 | 0 0 0 | " + DONE),
        trace(
            "15.7 confirm-promotion, Blue/Green",
            Specs.blueGreen(3, false).hook(Hook.Type.CONFIRM_PROMOTION),
            gate(0, 7),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 100/0 | 0 1 0 | " + START + "; " + iteration(1, 3),
            "Progressing | 100/0 | 0 2 0 | " + iteration(2, 3),
            "Progressing | 100/0 | 0 3 0 | " + iteration(3, 3),
            "WaitingPromotion | 100/0 | 0 2 0 | " + halted,
            "WaitingPromotion | 100/0 | 0 3 0 | " + iteration(3, 3),
            "WaitingPromotion | 100/0 | 0 2 0 |",
            "WaitingPromotion | 100/0 | 0 3 0 | " + iteration(3, 3),
            "WaitingPromotion | 0/100 | 0 4 0 | " + passed + "N Routing all traffic to canary",
            "Promoting | 0/100 | 0 4 0 | " + passed + COPY,
            "Finalising | 100/0 | 0 0 0 | N Routing all traffic to primary",
            "Succeeded | 100/0 | 0 0 0 | " + DONE),
        trace(
            "15.7 confirm-promotion, Blue/Green, closed on the second call",
            Specs.blueGreen(3, false).hook(Hook.Type.CONFIRM_PROMOTION),
            gate(5, 100),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 100/0 | 0 1 0 | " + START + "; " + iteration(1, 3),
            "Progressing | 100/0 | 0 2 0 | " + iteration(2, 3),
            "Progressing | 100/0 | 0 3 0 | " + iteration(3, 3),
            "Progressing | 0/100 | 0 4 0 | " + passed + "N Routing all traffic to canary",
            "WaitingPromotion | 0/100 | 0 2 0 | " + halted,
            "WaitingPromotion | 0/100 | 0 3 0 | " + iteration(3, 3),
            "WaitingPromotion | 0/100 | 0 2 0 |"));
  }

  private static List<Trace> interrupted() {
    return List.of(
        trace(
            "15.8 new revision during analysis",
            Specs.progressive(25, 50),
            before -> {
              if (before.tick == 3) {
                before.world.live = Specs.revision("v3", 3);
              }
            },
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 75/25 | 25 0 0 | " + START + "; " + weight(25),
            "Progressing | 50/50 | 50 0 0 | " + weight(50),
            "Progressing | 100/0 | 0 0 0 |"
                + " N New revision detected! Restarting analysis for podinfo.test",
            "Progressing | 75/25 | 25 0 0 | " + START + "; " + weight(25),
            "Progressing | 50/50 | 50 0 0 | " + weight(50),
            "Promoting | 50/50 | 50 0 0 | " + COPY,
            "Finalising | 100/0 | 0 0 0 | N Routing all traffic to primary",
            "Succeeded | 100/0 | 0 0 0 | " + DONE),
        trace(
            "15.9 rollback hook",
            Specs.progressive(10, 50).hook(Hook.Type.ROLLBACK),
            before ->
                before.world.hooks.put(
                    "gate",
                    before.tick < 3 ? new HookResult.Refused("no") : new HookResult.Approved()),
            "Progressing | 100/0 | 0 0 0 | " + T0,
            "Progressing | 90/10 | 10 0 0 | N Rollback hook gate not signaling a rollback; "
                + START
                + "; "
                + weight(10),
            "Progressing | 80/20 | 20 0 0 | N Rollback hook gate not signaling a rollback; "
                + weight(20),
            "Failed | 100/0 | 0 0 0 | W Rollback check gate passed;"
                + " W Rolling back podinfo.test manual webhook invoked;"
                + " warn: Rolling back manual webhook invoked;"
                + " W Canary failed! Scaling down podinfo.test"));
  }

  private static String row(World world, List<String> told) {
    return "%s | %d/%d%s | %d %d %d | %s"
        .formatted(
            world.status.phase().text(),
            world.primaryWeight,
            world.canaryWeight,
            world.mirror.on() ? " mirrored" : "",
            world.status.counters().weight(),
            world.status.counters().iterations(),
            world.status.counters().failedChecks(),
            String.join("; ", told))
        .strip();
  }

  @ParameterizedTest
  @MethodSource("traces")
  void everyRow_byTurns(Trace trace) {
    World world = trace.world.get();
    List<String> seen = new ArrayList<>();
    for (int tick = 0; tick < trace.rows.size(); tick++) {
      trace.before.accept(new Before(world, tick));
      world.turn();
      seen.add(row(world, world.heardSince()));
    }
    assertThat(seen).isEqualTo(trace.rows);
  }

  /** Where looks come between the turns. */
  enum Looks {
    RIGHT_AFTER,
    TWICE_RIGHT_AFTER,
    HALFWAY,
    JUST_BEFORE
  }

  @ParameterizedTest
  @MethodSource("traces")
  void everyRow_withLooksInjected(Trace trace) {
    for (Looks looks : Looks.values()) {
      World byTurns = trace.world.get();
      World withLooks = trace.world.get();
      List<String> seen = new ArrayList<>();
      for (int tick = 0; tick < trace.rows.size(); tick++) {
        trace.before.accept(new Before(byTurns, tick));
        byTurns.turn();
        trace.before.accept(new Before(withLooks, tick));
        withLooks.turn();
        List<String> told = new ArrayList<>(withLooks.heardSince());
        String turn = row(withLooks, told);
        inject(withLooks, looks);
        assertThat(withLooks.heardSince()).as("%s after tick %d", looks, tick).isEmpty();
        seen.add(turn);
        assertThat(withLooks.asked).as("questions per turn").isEqualTo(byTurns.asked);
      }
      assertThat(seen).as(looks.name()).isEqualTo(trace.rows);
    }
  }

  /** Looks after which nothing may have changed; the tick that starts a run is due at once. */
  private static void inject(World world, Looks looks) {
    boolean startsAtOnce =
        world.status.intent().lastJudgement().isEmpty()
            && world.status.phase() == Phase.PROGRESSING;
    if (startsAtOnce) {
      return; // T1 needs no due time: a look would rightly be T1
    }
    switch (looks) {
      case RIGHT_AFTER -> world.tick();
      case TWICE_RIGHT_AFTER -> {
        world.tick();
        world.tick();
      }
      case HALFWAY -> {
        world.after(Duration.ofSeconds(30));
        world.now = world.now.minusSeconds(30);
      }
      case JUST_BEFORE -> {
        world.after(Duration.ofSeconds(59));
        world.now = world.now.minusSeconds(59);
      }
    }
  }

  @Test
  void bootstrap_waitsForThePrimary() {
    World world = new World(Specs.progressive(10, 50).build());
    world.starting =
        Readiness.waiting(
            "podinfo-primary.test not ready: waiting for rollout to finish: observed deployment"
                + " generation less than desired generation");
    world.tick();
    assertThat(row(world, world.heardSince()))
        .isEqualTo(
            "Initializing | 100/0 | 0 0 0 | N all the metrics providers are available!;"
                + " W podinfo-primary.test not ready: waiting for rollout to finish: observed"
                + " deployment generation less than desired generation");
    assertThat(world.targetReplicas).isEqualTo(2);

    world.primary =
        Readiness.waiting(
            "podinfo-primary.test not ready: waiting for rollout to finish: 0 of 2"
                + " (readyThreshold 100%) updated replicas are available");
    world.turn();
    assertThat(row(world, world.heardSince()))
        .isEqualTo(
            "Initializing | 100/0 | 0 0 0 | N all the metrics providers are available!;"
                + " W podinfo-primary.test not ready: waiting for rollout to finish: 0 of 2"
                + " (readyThreshold 100%) updated replicas are available");

    world.primary = Readiness.ready();
    world.turn();
    assertThat(row(world, world.heardSince()))
        .isEqualTo(
            "Initialized | 100/0 | 0 0 0 | N all the metrics providers are available!;"
                + " N Initialization done! podinfo.test;"
                + " info: New Deployment detected, initialization completed.");
    world.turn();
    assertThat(world.targetReplicas).isZero();
    assertThat(world.primaryRollouts).isZero();
  }

  @ParameterizedTest
  @EnumSource(Looks.class)
  void bootstrap_isNotRepeatedByLooks(Looks looks) {
    World world = new World(Specs.progressive(10, 50).build());
    world.starting = Readiness.waiting("not yet");
    world.tick();
    world.heardSince();
    inject(world, looks);
    assertThat(world.heardSince()).isEmpty();
  }

  @Test
  void skippedAnalysis_promotesAtT1() {
    World world = Specs.progressive(10, 50).skipAnalysis().changed();
    world.turn();
    assertThat(row(world, world.heardSince())).isEqualTo("Progressing | 100/0 | 0 0 0 | " + T0);
    world.turn();
    assertThat(row(world, world.heardSince()))
        .isEqualTo(
            "Succeeded | 100/0 | 0 0 0 | "
                + COPY
                + "; N Promotion completed! Canary analysis was skipped for podinfo.test;"
                + " info: Canary analysis was skipped, promotion finished.");
    assertThat(world.primaryRollouts).isEqualTo(1);
  }
}
