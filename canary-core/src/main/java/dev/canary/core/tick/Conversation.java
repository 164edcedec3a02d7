package dev.canary.core.tick;

import dev.canary.core.machine.Decision;
import dev.canary.core.machine.Question;
import dev.canary.core.machine.Schedule;
import dev.canary.core.machine.Snapshot;
import dev.canary.core.machine.Transcript;
import dev.canary.core.machine.Turn;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Intake;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteView;
import dev.canary.core.port.Conflict;
import dev.canary.core.tick.TickReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Questions and answers of one tick, and the decisions they lead to. */
final class Conversation {

  /** More rounds in one tick than any sequence of decisions needs; a bound, not a target. */
  private static final int MOST_ROUNDS = 32;

  private static final Duration RETRY = Duration.ofSeconds(10);

  private final Shell shell;
  private final CanaryKey key;
  private final CanarySpec spec;
  private final BiFunction<Snapshot, Transcript, Turn> machine;
  private final Voice.Speech speech;
  private Transcript heard = Transcript.EMPTY;

  /**
   * Starts a conversation about a canary.
   *
   * @param spec the specification last accepted
   * @param machine decides what is needed
   */
  Conversation(
      Shell shell,
      CanaryKey key,
      CanarySpec spec,
      BiFunction<Snapshot, Transcript, Turn> machine,
      Voice.Speech speech) {
    this.shell = shell;
    this.key = key;
    this.spec = spec;
    this.machine = machine;
    this.speech = speech;
  }

  /** Returns empty after a lost race; answers stay, keyed by what was committed. */
  Optional<TickReport> tryRun() {
    try {
      return Optional.of(run());
    } catch (Conflict race) {
      return Optional.empty();
    }
  }

  private TickReport run() {
    Subject subject = shell.upkeep().run(accepted(subject()));
    Instant deadline = shell.answers().deadline(subject);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Snapshot seen = shell.observer().look(subject);
      warn(subject, seen.now());
      switch (machine.apply(seen, heard)) {
        case Turn.Ask(Question question, List<Fact> first) -> {
          for (Fact fact : first) {
            speech.tell(subject.canary(), fact, "", seen.now());
          }
          heard = heard.with(question, shell.answers().to(question, subject, deadline));
          subject = subject(); // answers take minutes: never act on what was true before
        }
        case Turn.Wait(Instant until) -> {
          gauge(subject, seen.route());
          return new TickReport(until, Outcome.RESTED, "nothing to do");
        }
        case Turn.Decide(Decision decision) -> {
          subject = subject.with(shell.runner().run(subject, seen, decision, speech));
          if (!decision.again()) {
            gauge(subject, Optional.empty());
            return new TickReport(next(subject), Outcome.ACTED, decision.reason());
          }
        }
      }
    }
    throw new IllegalStateException("canary " + key + " does not come to rest");
  }

  private Subject subject() {
    Canary canary =
        shell
            .ports()
            .store()
            .read(key)
            .orElseThrow(() -> new Conflict("canary " + key + " is gone"));
    CanarySpec current =
        canary.intake() instanceof Intake.Accepted(CanarySpec read, var notes) ? read : spec;
    return Subject.of(canary, current, shell.ports().routers());
  }

  /** A specification is recorded as accepted once per generation. */
  private Subject accepted(Subject subject) {
    Canary canary = subject.canary();
    boolean news =
        canary.intake() instanceof Intake.Accepted
            && canary.deletedAt().isEmpty()
            && canary.status().acceptedGeneration() != canary.generation();
    return news
        ? subject.with(
            shell
                .ports()
                .store()
                .commit(
                    canary,
                    canary.status().accepting(canary.generation()),
                    shell.ports().clock().instant()))
        : subject;
  }

  /** What the router cannot do is said once per run. */
  private void warn(Subject subject, Instant now) {
    Phase phase = subject.canary().status().phase();
    if (phase == Phase.PROGRESSING || phase == Phase.WAITING_PROMOTION) {
      for (String warning : subject.fitting().warnings()) {
        Fact fact = new Fact.Event(true, warning, phase, Fact.Repeat.ON_ENTRY);
        speech.tell(subject.canary(), fact, "", now);
      }
    }
  }

  private Instant next(Subject subject) {
    Instant now = shell.ports().clock().instant();
    Duration interval = spec.analysis().interval();
    Instant turn = Schedule.nextTurn(subject.canary().status(), interval);
    Instant due = turn.isAfter(now) ? turn : now.plus(interval);
    return Schedule.nextDebt(subject.canary().status())
        .filter(debt -> debt.isBefore(due))
        .orElse(due);
  }

  private void gauge(Subject subject, Optional<RouteView> route) {
    Optional<Position> intended = subject.canary().status().intent().position();
    int canaryWeight =
        route
            .map(RouteView::canaryWeight)
            .or(() -> intended.map(position -> position.canary().percent()))
            .orElse(0);
    int primaryWeight = route.map(RouteView::primaryWeight).orElse(100 - canaryWeight);
    shell.ports().notifier().gauge(subject.canary(), primaryWeight, canaryWeight);
  }

  /** Returns the report of a tick that a failure has ended. */
  TickReport failed(String reason) {
    Duration interval = spec.analysis().interval();
    Duration pause = interval.compareTo(RETRY) < 0 ? interval : RETRY;
    return new TickReport(shell.ports().clock().instant().plus(pause), Outcome.FAILED, reason);
  }
}
