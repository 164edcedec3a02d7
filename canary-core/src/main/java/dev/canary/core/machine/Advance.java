package dev.canary.core.machine;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Hook;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Position;
import dev.canary.core.model.RolloutState.Progressing;
import dev.canary.core.model.RolloutState.WaitingPromotion;
import dev.canary.core.model.Strategy;
import dev.canary.core.model.Strategy.AbTest;
import dev.canary.core.model.Strategy.BlueGreen;
import dev.canary.core.model.Strategy.Progressive;
import dev.canary.core.model.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** All checks passed: one step on, or promotion (section 8). */
final class Advance {

  private Advance() {}

  static Turn next(Snapshot seen, Dialogue dialogue) {
    Strategy strategy = seen.spec().analysis().strategy();
    return switch (strategy) {
      case Progressive progressive -> progressive(progressive, seen, dialogue);
      case AbTest(int iterations) -> abTest(iterations, seen, dialogue);
      case BlueGreen blueGreen -> blueGreen(blueGreen, seen, dialogue);
    };
  }

  /** Returns the status after this turn was judged; the target's record is refreshed with it. */
  static CanaryStatus judged(Snapshot seen) {
    CanaryStatus status = seen.status().intent(intent -> intent.judgedAt(seen.now()));
    CanaryStatus.Revisions known = status.revisions();
    boolean same = known.analysed().filter(seen.workload().live()::same).isPresent();
    return same
        ? status.with(
            new CanaryStatus.Revisions(
                Optional.of(seen.workload().live()),
                Optional.of(seen.workload().live()),
                known.promoted(),
                known.rejected()))
        : status;
  }

  private static Turn progressive(Progressive strategy, Snapshot seen, Dialogue dialogue) {
    boolean mirrored = Moves.mirroring(seen);
    if (!mirrored && seen.status().phase() == Phase.PROGRESSING) {
      Gates gates = new Gates(seen, dialogue);
      switch (gates.ask(
          Hook.Type.CONFIRM_TRAFFIC_INCREASE, Phase.PROGRESSING, "Confirm-traffic-increase")) {
        case Gates.Outcome.Unheard(Turn turn) -> {
          return turn;
        }
        case Gates.Outcome.Closed(Hook hook, String error) -> {
          return trafficGate(seen, dialogue, gates, hook);
        }
        case Gates.Outcome.Open() -> {}
      }
    }
    Weight current = Moves.current(seen);
    Weight next = strategy.ladder().after(current);
    boolean done = current.percent() >= strategy.ladder().max() || next.compareTo(current) <= 0;
    if (done && current.percent() > 0) {
      return promote(0, seen, dialogue);
    }
    return step(strategy, seen, dialogue, next);
  }

  private static Turn step(Progressive strategy, Snapshot seen, Dialogue dialogue, Weight next) {
    boolean mirrorDone = seen.status().state() instanceof Progressing(boolean over) && over;
    boolean mirror =
        strategy.mirror()
            && !mirrorDone
            && !Moves.mirroring(seen)
            && Moves.current(seen).equals(Weight.ZERO);
    Position wanted = mirror ? Moves.mirrored(seen) : Moves.weight(seen, next);
    CanaryStatus judged = judged(seen);
    CanaryStatus moved =
        judged
            .with(judged.counters().weight(wanted.canary().percent()))
            .with(judged.intent().to(wanted, seen.now()));
    CanaryStatus advanced =
        moved.state() instanceof Progressing ? moved.with(new Progressing(!mirror)) : moved;
    return Plan.because("all checks passed")
        .commit(advanced)
        .then(Moves.write(seen, advanced))
        .tell(dialogue.untold())
        .tell(Texts.of(seen).weight(wanted.canary().percent()))
        .once();
  }

  private static Turn trafficGate(Snapshot seen, Dialogue dialogue, Gates gates, Hook hook) {
    Plan plan =
        Plan.because("the traffic gate is closed").commit(judged(seen)).tell(dialogue.untold());
    plan.tell(Texts.of(seen).halted("waiting for traffic increase approval " + hook.name()));
    gates.alert(hook, "Canary traffic increase is waiting for approval.").ifPresent(plan::tell);
    return plan.once();
  }

  private static Turn abTest(int iterations, Snapshot seen, Dialogue dialogue) {
    int done = seen.status().counters().iterations();
    return done < iterations
        ? iterate(seen, dialogue, done, iterations, Optional.of(Moves.weight(seen, Weight.FULL)))
        : promote(iterations, seen, dialogue);
  }

  private static Turn blueGreen(BlueGreen strategy, Snapshot seen, Dialogue dialogue) {
    int done = seen.status().counters().iterations();
    if (done < strategy.iterations()) {
      boolean mirror = strategy.mirror() && seen.traffic().weights();
      return iterate(
          seen,
          dialogue,
          done,
          strategy.iterations(),
          mirror ? Optional.of(Moves.mirrored(seen)) : Optional.empty());
    }
    if (done > strategy.iterations()) {
      return promote(strategy.iterations(), seen, dialogue);
    }
    return gated(strategy.iterations(), seen, dialogue, () -> switchOver(strategy, seen, dialogue));
  }

  private static Turn iterate(
      Snapshot seen, Dialogue dialogue, int done, int of, Optional<Position> wanted) {
    CanaryStatus judged = judged(seen);
    CanaryStatus counted = judged.with(judged.counters().iterations(done + 1));
    Optional<Position> move =
        wanted.filter(
            position ->
                !seen.status()
                    .intent()
                    .position()
                    .filter(at -> Moves.same(seen, at, position))
                    .isPresent());
    CanaryStatus next =
        move.map(position -> counted.with(counted.intent().to(position, seen.now())))
            .orElse(counted);
    Plan plan = Plan.because("all checks passed").commit(next);
    if (move.isPresent()) {
      plan.then(Moves.write(seen, next));
    }
    return plan.tell(dialogue.untold()).tell(Texts.of(seen).iteration(done + 1, of)).once();
  }

  /** One more analysis runs after all live traffic has moved to the canary. */
  private static Turn switchOver(BlueGreen strategy, Snapshot seen, Dialogue dialogue) {
    CanaryStatus judged = judged(seen);
    CanaryStatus counted = judged.with(judged.counters().iterations(strategy.iterations() + 1));
    if (!seen.traffic().weights()) {
      return Plan.because("all iterations passed").commit(counted).tell(dialogue.untold()).once();
    }
    CanaryStatus next =
        counted.with(counted.intent().to(Moves.weight(seen, Weight.FULL), seen.now()));
    return Plan.because("all iterations passed")
        .commit(next)
        .then(Moves.write(seen, next))
        .tell(dialogue.untold())
        .tell(Texts.of(seen).toCanary(strategy.mirror()))
        .once();
  }

  private static Turn promote(int iterations, Snapshot seen, Dialogue dialogue) {
    return gated(iterations, seen, dialogue, () -> Promotion.begin(seen, dialogue));
  }

  /** Asks the gate before promotion, then goes on. */
  private static Turn gated(int iterations, Snapshot seen, Dialogue dialogue, Supplier<Turn> open) {
    Gates gates = new Gates(seen, dialogue);
    return switch (gates.ask(Hook.Type.CONFIRM_PROMOTION, Phase.PROGRESSING, "Confirm-promotion")) {
      case Gates.Outcome.Unheard(Turn turn) -> turn;
      case Gates.Outcome.Closed(Hook hook, String error) ->
          promotionGate(iterations, seen, dialogue, gates, hook);
      case Gates.Outcome.Open() -> open.get();
    };
  }

  private static Turn promotionGate(
      int iterations, Snapshot seen, Dialogue dialogue, Gates gates, Hook hook) {
    CanaryStatus judged = judged(seen);
    Counters waiting = new Counters(0, iterations - 1, judged.counters().failedChecks());
    if (judged.state() instanceof WaitingPromotion(Instant since)) {
      Optional<Duration> limit = seen.spec().analysis().gateTimeout();
      if (limit.filter(most -> !seen.now().isBefore(since.plus(most))).isPresent()) {
        return Endings.gateTimeout(seen, dialogue, hook, limit.orElseThrow());
      }
      return Plan.because("the promotion gate is still closed")
          .commit(judged.with(waiting))
          .tell(dialogue.untold())
          .once();
    }
    Fact halted = Texts.of(seen).halted("waiting for promotion approval " + hook.name());
    Debts debts = new Debts(seen, "promotion-gate").tell(halted);
    gates.alert(hook, "Canary promotion is waiting for approval.").ifPresent(debts::tell);
    CanaryStatus next =
        judged.with(new WaitingPromotion(seen.now())).with(waiting).owing(debts.all());
    return Plan.because("the promotion gate is closed")
        .commit(next)
        .tell(dialogue.untold())
        .settle(next, seen.now())
        .once();
  }
}
