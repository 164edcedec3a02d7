package dev.canary.testkit.sim;

import dev.canary.core.port.CanaryStore;
import dev.canary.core.port.Leadership;
import dev.canary.core.port.Metrics;
import dev.canary.core.port.Notifier;
import dev.canary.core.port.Router;
import dev.canary.core.port.Routers;
import dev.canary.core.port.WebhookCaller;
import dev.canary.core.port.Workloads;
import dev.canary.core.tick.Ports;
import dev.canary.core.tick.Tick;
import dev.canary.core.tick.TickReport;
import dev.canary.testkit.fake.Intercepted;
import dev.canary.testkit.fake.Interceptor;
import dev.canary.testkit.sim.Scenario.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * One run of one scenario: ticks at the times they ask for, until nothing is left to do.
 *
 * <p>Single-threaded and without real time. Every call of every port passes the weather, which may
 * let it fail or end the process; a process that died is followed by a new one that knows only what
 * the stores hold. {@link Safety} is checked after every call.
 */
public final class Simulation {

  /** More ticks than any scenario needs; a run that is not over by then does not come to rest. */
  private static final int MOST_TICKS = 600;

  private final Scenario scenario;
  private final World world;
  private final Watchdog watchdog;
  private final Interceptor weather;
  private final UnaryOperator<Ports> change;
  private final Optional<RandomGenerator> looks;
  private final Deque<Stage> stages;
  private final Instant start;

  private Simulation(
      Scenario scenario,
      Interceptor weather,
      UnaryOperator<Ports> change,
      Optional<RandomGenerator> looks) {
    this.scenario = scenario;
    this.world = World.of(scenario.canary(), Scenario.FIRST_REVISION);
    this.watchdog = new Watchdog(world);
    this.weather = weather;
    this.change = change;
    this.looks = looks;
    this.stages = new ArrayDeque<>(scenario.stages());
    this.start = world.clock().instant();
  }

  /**
   * Runs a scenario without any fault.
   *
   * @throws Violation if a rule is broken, or if it does not come to rest as it must
   */
  public static End calm(Scenario scenario) {
    return under(scenario, Interceptor.NONE);
  }

  /**
   * Runs a scenario under a weather.
   *
   * @throws Violation if a rule is broken, or if it does not come to rest as it must
   */
  public static End under(Scenario scenario, Interceptor weather) {
    return changed(scenario, weather, UnaryOperator.identity());
  }

  /**
   * Runs a scenario over changed ports; for ports that are stale, slow or wrong on purpose.
   *
   * @throws Violation if a rule is broken, or if it does not come to rest as it must
   */
  public static End changed(Scenario scenario, Interceptor weather, UnaryOperator<Ports> change) {
    return new Simulation(scenario, weather, change, Optional.empty()).run();
  }

  /**
   * Runs a scenario with looks at random moments between the times that ticks ask for.
   *
   * @throws Violation if a rule is broken, or if it does not come to rest as it must
   */
  public static End looking(
      Scenario scenario, Interceptor weather, UnaryOperator<Ports> change, RandomGenerator looks) {
    return new Simulation(scenario, weather, change, Optional.of(looks)).run();
  }

  private End run() {
    try {
      live();
      if (world.status().phase() != scenario.end()) {
        throw new Violation(
            "came to rest in " + world.status().phase() + ", not in " + scenario.end());
      }
      return End.of(world, watchdog.calls(), start);
    } catch (Violation | RuntimeException broken) {
      throw new Violation(
          scenario + ": " + broken.getMessage() + "\nlast calls:\n" + watchdog.trail(), broken);
    }
  }

  private void live() {
    Tick process = process();
    Instant due = world.clock().instant();
    for (int ticks = 0; ticks < MOST_TICKS; ticks++) {
      if (happens()) {
        due = world.clock().instant();
      }
      if (due.equals(Instant.MAX)) {
        if (!stages.isEmpty()) {
          throw new Violation(
              "nothing more happens; still waiting for " + stages.getFirst().name());
        }
        return;
      }
      pass(due);
      try {
        due = tick(process).next();
      } catch (Death death) {
        watchdog.note("  " + death.getMessage());
        process = process();
        due = world.clock().instant();
      }
    }
    throw new Violation("does not come to rest in " + MOST_TICKS + " ticks");
  }

  private TickReport tick(Tick process) {
    watchdog.refresh();
    TickReport report = process.run(world.key());
    watchdog.note(
        "tick at "
            + world.clock().instant()
            + ": "
            + world.status().phase()
            + ", "
            + report.outcome()
            + ", "
            + report.reason());
    return report;
  }

  /** Lets everything happen whose time has come; returns whether anything did. */
  private boolean happens() {
    boolean happened = false;
    while (!stages.isEmpty() && stages.getFirst().when().test(world)) {
      Stage stage = stages.removeFirst();
      watchdog.note("stage: " + stage.name());
      stage.then().accept(world);
      happened = true;
    }
    return happened;
  }

  /** Moves the clock to the next tick: the one asked for, or a look before it. */
  private void pass(Instant due) {
    Duration wait = Duration.between(world.clock().instant(), due.isBefore(start) ? start : due);
    if (wait.isPositive()) {
      boolean early = looks.filter(RandomGenerator::nextBoolean).isPresent();
      world
          .clock()
          .advance(
              early ? Duration.ofMillis(looks.orElseThrow().nextLong(wait.toMillis() + 1)) : wait);
    }
  }

  private Tick process() {
    return new Tick(intercepted(change.apply(world.ports())));
  }

  private Ports intercepted(Ports ports) {
    Interceptor around = watchdog.and(weather);
    Routers routers =
        provider -> {
          Routers.Routing routing = ports.routers().of(provider);
          return new Routers.Routing(
              Intercepted.port(Router.class, routing.router(), around), routing.capabilities());
        };
    return new Ports(
        Intercepted.port(CanaryStore.class, ports.store(), around),
        Intercepted.port(Workloads.class, ports.workloads(), around),
        routers,
        Intercepted.port(Metrics.class, ports.metrics(), around),
        Intercepted.port(WebhookCaller.class, ports.webhooks(), around),
        Intercepted.port(Notifier.class, ports.notifier(), around),
        Leadership.ALWAYS,
        ports.cookies(),
        ports.clock());
  }
}
