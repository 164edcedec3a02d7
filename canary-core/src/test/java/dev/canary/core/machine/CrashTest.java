package dev.canary.core.machine;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.machine.TraceTest.Before;
import dev.canary.core.machine.TraceTest.Trace;
import dev.canary.core.model.Phase;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process dies once, before each effect of each trace in turn; only what was stored survives.
 */
class CrashTest {

  static List<Trace> finishing() {
    return TraceTest.traces().stream()
        .filter(trace -> trace.rows().getLast().matches("(Succeeded|Failed) .*"))
        .toList();
  }

  /** A second revision is left out: it may arrive a turn later than the run that it meets. */
  static List<Trace> ofOneRevision() {
    return finishing().stream().filter(trace -> !trace.name().contains("new revision")).toList();
  }

  @ParameterizedTest
  @MethodSource("finishing")
  void dyingAnywhere_andBackAtTheNextTurn_endsAsWithoutADeath(Trace trace) {
    dieEverywhere(trace, false);
  }

  @ParameterizedTest
  @MethodSource("ofOneRevision")
  void dyingAnywhere_andBackAtOnce_endsAsWithoutADeath(Trace trace) {
    dieEverywhere(trace, true);
  }

  private static void dieEverywhere(Trace trace, boolean backAtOnce) {
    World calm = run(trace, -1, backAtOnce);
    int before = trace.world().get().effectsRun();
    assertThat(calm.effectsRun()).isGreaterThan(before);
    for (int death = before; death < calm.effectsRun(); death++) {
      World world = run(trace, death, backAtOnce);
      String at = trace + ", dying before effect " + (death - before);
      assertThat(world.status.state()).as(at).isEqualTo(calm.status.state());
      assertThat(world.status.counters().weight()).as(at).isZero();
      assertThat(world.status.counters().iterations()).as(at).isZero();
      assertThat(world.primaryHash).as(at).isEqualTo(calm.primaryHash);
      assertThat(world.primaryRollouts).as(at).isEqualTo(calm.primaryRollouts).isLessThan(2);
      assertThat(world.targetReplicas).as(at).isZero();
      assertThat(world.primaryWeight).as(at).isEqualTo(100);
      assertThat(world.status.owed()).as(at).isEmpty();
      assertDelivered(world, calm, at);
    }
  }

  /** Each delivery arrives at least once, and at most twice for one death, with the same id. */
  private static void assertDelivered(World world, World calm, String at) {
    Map<String, Long> times =
        world.deliveries.stream().collect(groupingBy(Function.identity(), counting()));
    List<String> due =
        calm.deliveries.stream()
            .filter(id -> !id.contains("gate"))
            .toList(); // a gate may be missed
    assertThat(times.keySet()).as(at).containsAll(due);
    assertThat(times.values()).as(at).allMatch(count -> count <= 2);
  }

  /** Runs a trace with one death; the next process goes on from what was stored. */
  private static World run(Trace trace, int death, boolean backAtOnce) {
    World world = trace.world().get();
    world.dieBefore = death;
    int last = trace.rows().size() - 1;
    for (int tick = 0; tick <= last + 3; tick++) {
      trace.before().accept(new Before(world, Math.min(tick, last)));
      try {
        world.turn();
      } catch (World.Death died) {
        world.dieBefore = -1;
        if (backAtOnce) {
          world.tick();
        }
      }
    }
    for (int tick = 0; tick < 3 && world.status.phase() != Phase.SUCCEEDED; tick++) {
      world.turn();
    }
    return world;
  }
}
