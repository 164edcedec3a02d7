package dev.canary.testkit.sim;

import dev.canary.core.machine.Snapshot.FreshCookies;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Intake;
import dev.canary.core.model.RouteView;
import dev.canary.core.port.Leadership;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.Routers;
import dev.canary.core.tick.Ports;
import dev.canary.core.tick.RouteTargets;
import dev.canary.testkit.fake.Admission;
import dev.canary.testkit.fake.FakeWorkloads;
import dev.canary.testkit.fake.InMemoryCanaryStore;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.InMemoryRouter;
import dev.canary.testkit.fake.InMemoryRouterPlugin;
import dev.canary.testkit.fake.Interceptor;
import dev.canary.testkit.fake.ManualClock;
import dev.canary.testkit.fake.RecordingNotifier;
import dev.canary.testkit.fake.ScriptedMetrics;
import dev.canary.testkit.fake.ScriptedWebhooks;
import java.util.List;
import java.util.Optional;

/**
 * Everything that outlives a process: one canary, its workloads, routes, sources and hearers.
 *
 * @param origin the canary as first applied
 * @param clock the one clock
 * @param canaries the store of canaries
 * @param objects the store of routing objects
 * @param workloads target and primary
 * @param metrics what checks give
 * @param webhooks what hooks answer
 * @param people what was told
 */
public record World(
    Canary origin,
    ManualClock clock,
    InMemoryCanaryStore canaries,
    InMemoryObjectStore objects,
    FakeWorkloads workloads,
    ScriptedMetrics metrics,
    ScriptedWebhooks webhooks,
    RecordingNotifier people) {

  /** Returns a world with a canary that was never looked at and a target that runs a revision. */
  public static World of(Canary canary, String hash) {
    ManualClock clock = new ManualClock();
    World world =
        new World(
            canary,
            clock,
            new InMemoryCanaryStore(),
            new InMemoryObjectStore(clock, Admission.NONE, Interceptor.NONE),
            new FakeWorkloads(),
            new ScriptedMetrics(),
            new ScriptedWebhooks(),
            new RecordingNotifier());
    world.canaries.put(canary);
    world.workloads.deployed(canary.key(), hash);
    return world;
  }

  /** Returns the canary's key. */
  public CanaryKey key() {
    return origin.key();
  }

  /** Returns the canary, or empty once it is gone. */
  public Optional<Canary> canary() {
    return canaries.read(key());
  }

  /** Returns the specification in force, or the first one if it is not accepted. */
  public CanarySpec spec() {
    return canary().flatMap(World::accepted).or(() -> accepted(origin)).orElseThrow();
  }

  private static Optional<CanarySpec> accepted(Canary canary) {
    return canary.intake() instanceof Intake.Accepted(CanarySpec spec, List<String> notes)
        ? Optional.of(spec)
        : Optional.empty();
  }

  /** Returns the status committed last, also of a canary that is gone. */
  public CanaryStatus status() {
    return canary()
        .map(Canary::status)
        .orElseGet(
            () ->
                canaries.commits().isEmpty()
                    ? CanaryStatus.NEW
                    : canaries.commits().getLast().status());
  }

  /** Returns whether deletion was asked for, or the canary is gone. */
  public boolean deleted() {
    return canary().filter(canary -> canary.deletedAt().isEmpty()).isEmpty();
  }

  /** Returns what the routing objects say, or empty if there are none. */
  public Optional<RouteView> route() {
    try {
      InMemoryRouter router = new InMemoryRouter(objects, InMemoryRouterPlugin.EVERYTHING);
      return Optional.of(
          router.read(RouteTargets.of(origin, spec(), InMemoryRouterPlugin.EVERYTHING)));
    } catch (PortUnavailable absent) {
      return Optional.empty();
    }
  }

  /** Returns ports straight onto this world. */
  public Ports ports() {
    InMemoryRouter router = new InMemoryRouter(objects, InMemoryRouterPlugin.EVERYTHING);
    Routers routers =
        provider ->
            new Routers.Routing(router, new InMemoryRouterPlugin().descriptor().capabilities());
    return new Ports(
        canaries,
        workloads,
        routers,
        metrics,
        webhooks,
        people,
        Leadership.ALWAYS,
        () -> new FreshCookies("cccccccccc", "pppppppppp"),
        clock);
  }
}
