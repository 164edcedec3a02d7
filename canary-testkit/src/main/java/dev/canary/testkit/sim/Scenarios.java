package dev.canary.testkit.sim;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.model.Hook;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.model.Phase;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fixture.Canaries;
import dev.canary.testkit.fixture.CanaryBuilder;
import java.util.Optional;

/**
 * Rollouts that every version must survive, named after the traces of the state machine chapter.
 */
public final class Scenarios {

  private static final String NEXT = "c1:v2";
  private static final Tree AUDIENCE =
      Json.read("[{\"headers\":{\"x-user\":{\"exact\":\"insider\"}}}]");

  private Scenarios() {}

  /** Returns all of them. */
  public static ImmutableList<Scenario> all() {
    return ImmutableList.of(
        bootstrap(),
        progressive(),
        failingMetric(),
        abTest(),
        blueGreen(),
        mirrored(),
        skipAnalysis(),
        gates(),
        deletion());
  }

  /** A canary is created and initialized (trace 15.0). */
  public static Scenario bootstrap() {
    return Scenario.of("bootstrap", judged().build())
        .first(world -> world.workloads().readyAfter(world.key(), 2))
        .endsIn(Phase.INITIALIZED);
  }

  /** Weights 10 to 50, promoted (trace 15.1). */
  public static Scenario progressive() {
    return Scenario.of("progressive", judged().build()).newRevision(NEXT).endsIn(Phase.SUCCEEDED);
  }

  /** A metric turns bad at 20 % (trace 15.6). */
  public static Scenario failingMetric() {
    return Scenario.of("failing metric", judged().threshold(2).build())
        .newRevision(NEXT)
        .atWeight(20, world -> world.metrics().always(MetricCheck.SUCCESS_RATE, 50))
        .endsIn(Phase.FAILED);
  }

  /** Three iterations on an audience. */
  public static Scenario abTest() {
    return Scenario.of("A/B test", judged().abTest(3, AUDIENCE).build())
        .newRevision(NEXT)
        .endsIn(Phase.SUCCEEDED);
  }

  /** Three iterations beside the live traffic, then a switch. */
  public static Scenario blueGreen() {
    return Scenario.of("blue/green", judged().blueGreen(3).build())
        .newRevision(NEXT)
        .endsIn(Phase.SUCCEEDED);
  }

  /** One mirrored interval before the first weight, and steps back when promoting. */
  public static Scenario mirrored() {
    return Scenario.of("mirroring", judged().steps(25, 50).mirrored().promotionSteps(40).build())
        .newRevision(NEXT)
        .endsIn(Phase.SUCCEEDED);
  }

  /** Promoted without analysis; the target's pods are ready at once, which is a look. */
  public static Scenario skipAnalysis() {
    return Scenario.of("skipped analysis", judged().skipAnalysis().build())
        .newRevision(NEXT)
        .when("pods ready", world -> hasStarted(world.status().phase()), world -> {})
        .endsIn(Phase.SUCCEEDED);
  }

  /** Both manual gates are closed first and opened later. */
  public static Scenario gates() {
    Canary canary =
        judged()
            .steps(25, 50)
            .hook(Hook.Type.CONFIRM_ROLLOUT)
            .hook(Hook.Type.CONFIRM_PROMOTION)
            .build();
    return Scenario.of("gates", canary)
        .first(
            world ->
                world
                    .webhooks()
                    .refuse(Hook.Type.CONFIRM_ROLLOUT.text())
                    .refuse(Hook.Type.CONFIRM_PROMOTION.text()))
        .newRevision(NEXT)
        .settled(Phase.WAITING, world -> world.webhooks().approve(Hook.Type.CONFIRM_ROLLOUT.text()))
        .settled(
            Phase.WAITING_PROMOTION,
            world -> world.webhooks().approve(Hook.Type.CONFIRM_PROMOTION.text()))
        .endsIn(Phase.SUCCEEDED);
  }

  /** Deleted in the middle of a run; the original is restored. */
  public static Scenario deletion() {
    return Scenario.of("deletion", judged().revertOnDeletion().finalizer(false).build())
        .newRevision(NEXT)
        .atWeight(20, Scenarios::delete)
        .endsIn(Phase.TERMINATING);
  }

  private static CanaryBuilder judged() {
    return Canaries.aCanary()
        .metric(Canaries.successRate())
        .hook(Hook.Type.PRE_ROLLOUT)
        .hook(Hook.Type.POST_ROLLOUT);
  }

  private static boolean hasStarted(Phase phase) {
    return phase == Phase.PROGRESSING || phase == Phase.SUCCEEDED;
  }

  private static void delete(World world) {
    world
        .canaries()
        .edit(
            world.key(),
            canary ->
                new Canary(
                    canary.key(),
                    canary.owner(),
                    canary.generation(),
                    Optional.of(world.clock().instant()),
                    canary.finalizer(),
                    canary.intake(),
                    canary.status(),
                    canary.version()));
  }
}
