package dev.canary.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.sim.Strike.Kind;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario once per port call and kind of fault: the call fails, the end is the same. */
class CrashEverywhereTest {

  /** A fault costs at most the two turns around it. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  static ImmutableList<Scenario> scenarios() {
    return Scenarios.all();
  }

  /** A call that fails without an effect is the mildest fault; random weather has it. */
  static Stream<Arguments> scenariosAndFaults() {
    return Scenarios.all().stream()
        .flatMap(
            scenario ->
                Stream.of(
                        Kind.DEATH_BEFORE, Kind.DEATH_AFTER, Kind.UNAVAILABLE_AFTER, Kind.CONFLICT)
                    .map(kind -> Arguments.of(scenario, kind)));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void withoutFaults_everyDeliveryArrivesOnce(Scenario scenario) {
    End calm = Simulation.of(scenario).run();

    assertThat(calm.state().phase()).isEqualTo(scenario.end());
    assertThat(calm.state().owed()).isEmpty();
    assertThat(calm.deliveries()).isNotEmpty();
    assertThat(calm.deliveries().values()).containsOnly(1);
  }

  @ParameterizedTest
  @MethodSource("scenariosAndFaults")
  void aFaultAtAnyCall_changesNothingAboutTheEnd(Scenario scenario, Kind kind) {
    CallLog log = new CallLog();
    End calm = Simulation.of(scenario).under(log).run();
    int struck = 0;
    for (int call : log.where(kind)) {
      Strike strike = new Strike(kind, call);
      End end = Simulation.of(scenario).under(strike).run();
      struck += strike.struck() ? 1 : 0;
      assertSame(end, calm, kind + " at call " + call);
    }
    assertThat(struck).isEqualTo(log.where(kind).size()).isGreaterThan(10);
  }

  private static void assertSame(End end, End calm, String at) {
    assertThat(end.state()).as(at).isEqualTo(calm.state());
    assertThat(end.deliveries().keySet()).as(at).isEqualTo(calm.deliveries().keySet());
    assertThat(end.deliveries())
        .as(at)
        .allSatisfy((id, times) -> assertThat(times).isBetween(1, 2));
    assertThat(end.elapsed()).as(at).isLessThanOrEqualTo(calm.elapsed().plus(MARGIN));
  }
}
