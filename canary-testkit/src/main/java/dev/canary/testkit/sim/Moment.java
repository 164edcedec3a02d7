package dev.canary.testkit.sim;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Position;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RouteView;
import java.util.Optional;

/**
 * What rules are about, seen after a call.
 *
 * @param status committed last
 * @param deleted whether deletion was asked for
 * @param skipsAnalysis whether revisions are promoted without analysis
 * @param share percent of the traffic that the routing objects send to the canary
 * @param mirrored whether traffic is copied to the canary
 * @param replicas of the target
 * @param primary what the primary runs
 */
public record Moment(
    CanaryStatus status,
    boolean deleted,
    boolean skipsAnalysis,
    int share,
    boolean mirrored,
    int replicas,
    Optional<Revision> primary) {

  /** Looks at a world. */
  public static Moment of(World world) {
    Optional<RouteView> route = world.route();
    return new Moment(
        world.status(),
        world.deleted(),
        world.spec().skipAnalysis(),
        route.map(RouteView::canaryWeight).orElse(0),
        route.filter(view -> view.mirror().on()).isPresent(),
        world.workloads().replicas(world.key()),
        world.workloads().primary(world.key()));
  }

  /** Returns the share that was decided on last; 0 before any decision. */
  int intended() {
    return percent(status.intent().position());
  }

  /** Returns the share that was decided on before that. */
  int intendedBefore() {
    return percent(status.intent().before());
  }

  private static int percent(Optional<Position> position) {
    return position.map(found -> found.canary().percent()).orElse(0);
  }

  /** Returns the id that the primary's pods carry; empty without a primary. */
  String primaryId() {
    return primary.map(Revision::id).orElse("");
  }
}
