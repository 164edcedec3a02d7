package dev.canary.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Deaths, failures, old views and looks at random, until the weather heals. The seed is the
 * argument: one that fails joins the fixed ones.
 */
class RandomWeatherTest {

  private static final double FAULTS = 0.03;
  private static final double OLD_VIEWS = 0.2;
  private static final int MOST = 20;

  static LongStream seeds() {
    LongStream fixed = LongStream.of(1, 2, 3, 4, 5, 17, 40, 42);
    return LongStream.concat(fixed, new Random().longs(6, 0, Long.MAX_VALUE));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void onceTheWeatherHeals_everyScenarioEndsAsWithoutFaults(long seed) {
    int faults = 0;
    for (Scenario scenario : Scenarios.all()) {
      Storm storm = new Storm(seed, FAULTS, MOST);
      End calm = Simulation.of(scenario).run();
      End end =
          Simulation.of(scenario)
              .under(storm)
              .lagging(new StaleReads(new Random(seed), OLD_VIEWS, MOST))
              .looking(new Random(seed))
              .run();
      String at = scenario + ", " + storm;
      assertThat(end.state()).as(at).isEqualTo(calm.state());
      assertThat(end.deliveries().values())
          .as(at)
          .allSatisfy(times -> assertThat(times).isBetween(1, 1 + storm.faults()));
      faults += storm.faults();
    }
    assertThat(faults).as("faults of seed " + seed).isGreaterThan(10);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void sameSeed_givesTheSameRun(long seed) {
    assertThat(stormy(seed)).isEqualTo(stormy(seed));
  }

  private static End stormy(long seed) {
    return Simulation.of(Scenarios.progressive()).under(new Storm(seed, FAULTS, MOST)).run();
  }
}
