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
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** One run: ticks at the times they ask for, until nothing is left to do. */
final class Run {

  /** More ticks than any scenario needs; a run that is not over by then does not come to rest. */
  private static final int MOST_TICKS = 600;

  private final Simulation simulation;
  private final World world;
  private final Watchdog watchdog;
  private final Deque<Stage> stages;
  private final Instant start;

  Run(Simulation simulation) {
    this.simulation = simulation;
    this.world = World.of(simulation.scenario().canary(), Scenario.FIRST_REVISION);
    this.watchdog = new Watchdog(world);
    this.stages = new ArrayDeque<>(simulation.scenario().stages());
    this.start = world.clock().instant();
  }

  End toEnd() {
    Scenario scenario = simulation.scenario();
    try {
      if (simulation.pauseAt().isPresent()) {
        handOver(simulation.pauseAt().getAsInt());
      } else {
        live(successor());
      }
      if (world.status().phase() != scenario.end()) {
        throw new Violation(
            "came to rest in " + world.status().phase() + ", not in " + scenario.end());
      }
      return End.of(world, watchdog.calls(), start);
    } catch (Violation | RuntimeException broken) {
      throw new Violation(
          scenario
              + ", "
              + simulation.weather()
              + ": "
              + broken.getMessage()
              + "\nlast calls:\n"
              + watchdog.trail(),
          broken);
    }
  }

  /** The first leader is paused, its successor comes to rest, the first goes on where it was. */
  private void handOver(int call) {
    LeaderPause pause = new LeaderPause(world.clock(), call, () -> live(successor()));
    live(process(pause, pause), pause::over);
    live(successor());
  }

  private void live(Tick process) {
    live(process, () -> false);
  }

  /** Ticks until nothing is left to do, or until it is over for another reason. */
  private void live(Tick first, BooleanSupplier over) {
    Tick process = first;
    Instant due = world.clock().instant();
    for (int ticks = 0; ticks < MOST_TICKS; ticks++) {
      if (over.getAsBoolean()) {
        return;
      }
      if (happens()) {
        due = world.clock().instant();
      }
      if (due.equals(Instant.MAX)) {
        requireNothingLeft();
        return;
      }
      pass(due);
      try {
        Instant next = tick(process).next();
        due = simulation.lag().caughtUp() ? world.clock().instant() : next;
      } catch (Death death) {
        watchdog.note("  " + death.getMessage());
        process = successor();
        due = world.clock().instant();
      }
    }
    throw new Violation("does not come to rest in " + MOST_TICKS + " ticks");
  }

  private void requireNothingLeft() {
    if (!stages.isEmpty()) {
      throw new Violation("nothing more happens; still waiting for " + stages.getFirst().name());
    }
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
    Instant now = world.clock().instant();
    if (!due.isAfter(now)) {
      return;
    }
    Duration wait = Duration.between(now, due);
    Duration early =
        simulation
            .looks()
            .filter(RandomGenerator::nextBoolean)
            .map(moments -> Duration.ofMillis(moments.nextLong(wait.toMillis() + 1)))
            .orElse(wait);
    world.clock().advance(early);
  }

  /** Starts a process that leads for good. */
  private Tick successor() {
    return process(Interceptor.NONE, Leadership.ALWAYS);
  }

  private Tick process(Interceptor more, Leadership leadership) {
    Interceptor around = watchdog.and(simulation.weather()).and(more);
    Ports ports = simulation.lag().apply(simulation.change().apply(world.ports()));
    Routers routers =
        provider -> {
          Routers.Routing routing = ports.routers().of(provider);
          return new Routers.Routing(
              Intercepted.port(Router.class, routing.router(), around), routing.capabilities());
        };
    return new Tick(
        new Ports(
            Intercepted.port(CanaryStore.class, ports.store(), around),
            Intercepted.port(Workloads.class, ports.workloads(), around),
            routers,
            Intercepted.port(Metrics.class, ports.metrics(), around),
            Intercepted.port(WebhookCaller.class, ports.webhooks(), around),
            Intercepted.port(Notifier.class, ports.notifier(), around),
            leadership,
            ports.cookies(),
            ports.clock()));
  }
}
