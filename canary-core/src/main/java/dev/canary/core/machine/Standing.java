package dev.canary.core.machine;

import dev.canary.core.model.Affinity;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Intent;
import dev.canary.core.model.Owed;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.RouteView.Acceptance;
import java.util.Optional;

/**
 * What every phase after bootstrap re-asserts before anything else: the decided position is in
 * force, and what is owed is paid.
 */
final class Standing {

  private Standing() {}

  /** Returns whether the routing objects say what was decided. */
  static boolean inForce(Snapshot seen) {
    Optional<Position> wanted = seen.status().intent().position();
    if (wanted.isEmpty() || !seen.traffic().weights()) {
      return true;
    }
    return seen.route()
        .flatMap(RouteView::position)
        .filter(found -> Moves.same(seen, found, wanted.get()))
        .isPresent();
  }

  /** Returns what must happen before the phase has its say, or empty if all is as it should be. */
  static Optional<Turn> restore(Snapshot seen) {
    if (seen.route().isEmpty()) {
      return Optional.empty();
    }
    RouteView route = seen.route().get();
    if (seen.status().intent().position().isEmpty()) {
      return Optional.of(record(seen, route));
    }
    if (!inForce(seen)) {
      return Optional.of(correct(seen, route));
    }
    if (route.acceptance() instanceof Acceptance.Pending(String reason)) {
      return Optional.of(
          Plan.because("the data plane has not accepted the route")
              .tell(Texts.of(seen).lasting(reason))
              .once());
    }
    return debts(seen);
  }

  /** A position that nobody recorded is taken from the route, once. */
  private static Turn record(Snapshot seen, RouteView route) {
    Position found = route.position().orElseGet(() -> Position.canary(clamp(route.canaryWeight())));
    Intent intent = seen.status().intent();
    Intent recorded = intent.to(found.with(known(seen, found)), seen.now());
    return Plan.because("taking over the position found at the route")
        .commit(seen.status().with(recorded))
        .andLookAgain();
  }

  private static Affinity known(Snapshot seen, Position found) {
    return seen.status()
        .intent()
        .before()
        .map(Position::affinity)
        .filter(cookies -> !cookies.isNone())
        .orElse(found.affinity());
  }

  private static int clamp(int weight) {
    return Math.clamp(weight, 0, 100);
  }

  private static Turn correct(Snapshot seen, RouteView route) {
    CanaryStatus status = seen.status();
    Position wanted = status.intent().position().orElseThrow();
    boolean undone =
        route
            .position()
            .filter(
                found ->
                    status
                        .intent()
                        .before()
                        .filter(before -> Moves.same(seen, found, before))
                        .isPresent())
            .isPresent();
    Plan plan = Plan.because(undone ? "finishing a step left undone" : "correcting the route");
    if (!undone) {
      plan.tell(Texts.of(seen).routeCorrected(route.toString(), wanted.toString()));
    }
    return plan.then(new Step.WritePosition(wanted, false))
        .commit(status.intent(intent -> intent.inForceSince(seen.now())))
        .andLookAgain();
  }

  private static Optional<Turn> debts(Snapshot seen) {
    boolean payable =
        seen.status().owed().stream()
            .anyMatch(
                owed ->
                    !(owed instanceof Owed.ScaleDown(var id, var due)) || !due.isAfter(seen.now()));
    return payable
        ? Optional.of(
            Plan.because("paying what is owed").settle(seen.status(), seen.now()).andLookAgain())
        : Optional.empty();
  }
}
