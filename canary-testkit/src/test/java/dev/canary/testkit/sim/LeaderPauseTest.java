package dev.canary.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.canary.testkit.sim.Strike.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The leader is paused before any call that may have an effect, its successor finishes, and then
 * the call is made after all.
 */
class LeaderPauseTest {

  private static final Scenario DELETION = Scenarios.deletion();

  static Iterable<Scenario> scenarios() {
    return Iterables.filter(Scenarios.all(), scenario -> !scenario.name().equals(DELETION.name()));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aLeaderThatWakesUpLate_changesNothingAboutTheEnd(Scenario scenario) {
    CallLog log = new CallLog();
    End calm = Simulation.of(scenario).under(log).run();
    for (int call : log.where(Kind.DEATH_AFTER)) {
      assertSame(Simulation.of(scenario).pausedAt(call).run(), calm, call);
    }
  }

  /** Repairs are left out: they carry no precondition that a deletion would break. */
  @Test
  void aLeaderThatWakesUpAfterADeletion_changesNothingButByARepair() {
    CallLog log = new CallLog();
    End calm = Simulation.of(DELETION).under(log).run();
    ImmutableList<Integer> calls = log.whereNot("ensure");
    assertThat(calls).hasSizeGreaterThan(calm.calls() / 2);
    for (int call : calls) {
      assertSame(Simulation.of(DELETION).pausedAt(call).run(), calm, call);
    }
  }

  private static void assertSame(End end, End calm, int call) {
    String at = "paused before call " + call;
    assertThat(end.state()).as(at).isEqualTo(calm.state());
    assertThat(end.deliveries().values())
        .as(at)
        .allSatisfy(times -> assertThat(times).isBetween(1, 2));
  }
}
