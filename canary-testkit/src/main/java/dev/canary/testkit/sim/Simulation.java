package dev.canary.testkit.sim;

import dev.canary.core.tick.Ports;
import dev.canary.testkit.fake.Interceptor;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * One scenario and the conditions it is run under; immutable, each run starts over.
 *
 * <p>Single-threaded and without real time. Every call of every port passes the weather, which may
 * let it fail or end the process; a process that died is followed by a new one that knows only what
 * the stores hold. {@link Safety} is checked after every call.
 *
 * @param scenario what happens
 * @param weather what stands around every call
 * @param change what is done to the ports of each new process, to make them wrong
 * @param lag how caches are behind
 * @param looks draws moments for additional looks, if there are to be any
 * @param pauseAt number of the call before which the first leader is paused until its successor has
 *     come to rest, from 1
 */
public record Simulation(
    Scenario scenario,
    Interceptor weather,
    UnaryOperator<Ports> change,
    StaleReads lag,
    Optional<RandomGenerator> looks,
    OptionalInt pauseAt) {

  /** Starts with calm weather, sound ports and one leader. */
  public static Simulation of(Scenario scenario) {
    return new Simulation(
        scenario,
        Interceptor.NONE,
        UnaryOperator.identity(),
        StaleReads.never(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /** Returns this simulation under another weather. */
  public Simulation under(Interceptor other) {
    return new Simulation(scenario, other, change, lag, looks, pauseAt);
  }

  /** Returns this simulation over changed ports. */
  public Simulation over(UnaryOperator<Ports> other) {
    return new Simulation(scenario, weather, other, lag, looks, pauseAt);
  }

  /** Returns this simulation with caches that lag; what they catch up with is a look. */
  public Simulation lagging(StaleReads behind) {
    return new Simulation(scenario, weather, change, behind, looks, pauseAt);
  }

  /** Returns this simulation with looks at random moments between the times that ticks ask for. */
  public Simulation looking(RandomGenerator moments) {
    return new Simulation(scenario, weather, change, lag, Optional.of(moments), pauseAt);
  }

  /** Returns this simulation with a first leader that is paused before a call. */
  public Simulation pausedAt(int call) {
    return new Simulation(scenario, weather, change, lag, looks, OptionalInt.of(call));
  }

  /**
   * Runs it until nothing is left to do.
   *
   * @throws Violation if a rule is broken, or if it does not come to rest as it must
   */
  public End run() {
    return new Run(this).toEnd();
  }
}
