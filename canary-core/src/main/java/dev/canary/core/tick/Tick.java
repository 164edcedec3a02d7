package dev.canary.core.tick;

import dev.canary.core.machine.Decision;
import dev.canary.core.machine.Question;
import dev.canary.core.machine.RolloutMachine;
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
import dev.canary.core.model.RouteView;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortException;
import dev.canary.core.tick.TickReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One tick of one canary, top to bottom. Never two at a time for the same canary.
 *
 * <p>Whether it is a look or a turn of the schedule is not an argument: it follows from what was
 * committed and the time (see {@link Schedule}).
 */
public final class Tick {

  /** A lost race is repeated at once this often; then the next tick takes over. */
  private static final int MOST_CONFLICTS = 3;

  /** More rounds in one tick than any sequence of decisions needs; a bound, not a target. */
  private static final int MOST_ROUNDS = 32;

  private static final Duration RETRY = Duration.ofSeconds(10);

  private final Ports ports;
  private final Voice voice;
  private final Upkeep upkeep;
  private final Observer observer;
  private final Answers answers;
  private final StepRunner runner;

  /** Creates ticks over the given ports. */
  public Tick(Ports ports) {
    this.ports = ports;
    voice = new Voice(ports.notifier());
    upkeep = new Upkeep(ports.store(), ports.workloads());
    observer = new Observer(ports.workloads(), ports.clock(), ports.cookies());
    answers = new Answers(ports.webhooks(), ports.metrics(), ports.clock());
    runner =
        new StepRunner(
            ports.store(),
            ports.workloads(),
            new Payments(ports.webhooks(), ports.clock()),
            ports.leadership(),
            ports.clock());
  }

  /**
   * Does what the canary needs now.
   *
   * <p>A failing port ends the tick with an event that carries its text; nothing is lost, and the
   * report says when to try again. Exceptions other than those of ports are bugs and pass through.
   */
  public TickReport run(CanaryKey key) {
    Optional<Canary> canary = ports.store().read(key);
    if (canary.isEmpty()) {
      voice.forget(key);
      return new TickReport(Instant.MAX, Outcome.GONE, "there is no such canary");
    }
    return switch (canary.get().intake()) {
      case Intake.Accepted(CanarySpec spec, List<String> notes) -> run(canary.get(), spec);
      case Intake.Refused(List<SpecProblem> problems, Optional<CanarySpec> last) ->
          refused(canary.get(), problems);
    };
  }

  private TickReport run(Canary canary, CanarySpec spec) {
    Voice.Speech speech = voice.speech(spec.analysis().interval());
    TickReport report = guarded(canary, spec, speech);
    speech.end(canary.key());
    return report;
  }

  private TickReport guarded(Canary canary, CanarySpec spec, Voice.Speech speech) {
    Conversation conversation = new Conversation(canary.key(), spec, speech);
    try {
      for (int lost = 0; lost < MOST_CONFLICTS; lost++) {
        Optional<TickReport> report = conversation.tryRun();
        if (report.isPresent()) {
          return report.get();
        }
      }
      return conversation.failed("objects keep changing; trying again later");
    } catch (PortException failure) {
      speech.tell(canary, lasting(canary, failure.text()), "", ports.clock().instant());
      return conversation.failed(failure.text());
    }
  }

  private TickReport refused(Canary canary, List<SpecProblem> problems) {
    String text =
        problems.stream()
            .map(SpecProblem::toString)
            .collect(Collectors.joining("; ", "invalid canary spec: ", ""));
    Voice.Speech speech = voice.speech(RETRY);
    speech.tell(
        canary,
        new Fact.Event(true, text, canary.status().phase(), Fact.Repeat.ON_ENTRY),
        "",
        ports.clock().instant());
    speech.end(canary.key());
    return new TickReport(Instant.MAX, Outcome.REFUSED, text);
  }

  private static Fact lasting(Canary canary, String text) {
    return new Fact.Event(true, text, canary.status().phase(), Fact.Repeat.THROTTLED);
  }

  /** Questions and answers of one tick, and the decisions they lead to. */
  private final class Conversation {
    private final CanaryKey key;
    private final CanarySpec spec;
    private final Voice.Speech speech;
    private Transcript heard = Transcript.EMPTY;

    Conversation(CanaryKey key, CanarySpec spec, Voice.Speech speech) {
      this.key = key;
      this.spec = spec;
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
      Subject subject = upkeep.run(subject());
      Instant deadline = answers.deadline(subject);
      for (int round = 0; round < MOST_ROUNDS; round++) {
        Snapshot seen = observer.look(subject);
        warn(subject, seen.now());
        switch (RolloutMachine.next(seen, heard)) {
          case Turn.Ask(Question question, List<Fact> first) -> {
            for (Fact fact : first) {
              speech.tell(subject.canary(), fact, "", seen.now());
            }
            heard = heard.with(question, answers.to(question, subject, deadline));
            subject = subject(); // answers take minutes: never act on what was true before
          }
          case Turn.Wait(Instant until) -> {
            gauge(subject, seen.route());
            return new TickReport(until, Outcome.RESTED, "nothing to do");
          }
          case Turn.Decide(Decision decision) -> {
            subject = subject.with(runner.run(subject, seen, decision, speech));
            if (!decision.again()) {
              gauge(subject, Optional.empty());
              return new TickReport(next(subject), Outcome.ACTED, decision.reason());
            }
          }
        }
      }
      throw new IllegalStateException("canary " + key + " does not come to rest");
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

    private Subject subject() {
      Canary canary =
          ports.store().read(key).orElseThrow(() -> new Conflict("canary " + key + " is gone"));
      return canary.intake() instanceof Intake.Accepted(CanarySpec current, var notes)
          ? Subject.of(canary, current, ports.routers())
          : Subject.of(canary, spec, ports.routers());
    }

    private Instant next(Subject subject) {
      Instant now = ports.clock().instant();
      Duration interval = spec.analysis().interval();
      Instant turn = Schedule.nextTurn(subject.canary().status(), interval);
      Instant due = turn.isAfter(now) ? turn : now.plus(interval);
      return Schedule.nextDebt(subject.canary().status())
          .filter(debt -> debt.isBefore(due))
          .orElse(due);
    }

    private void gauge(Subject subject, Optional<RouteView> route) {
      int canaryWeight =
          route
              .map(RouteView::canaryWeight)
              .or(
                  () ->
                      subject
                          .canary()
                          .status()
                          .intent()
                          .position()
                          .map(position -> position.canary().percent()))
              .orElse(0);
      int primaryWeight = route.map(RouteView::primaryWeight).orElse(100 - canaryWeight);
      ports.notifier().gauge(subject.canary(), primaryWeight, canaryWeight);
    }

    private TickReport failed(String reason) {
      Duration interval = spec.analysis().interval();
      Duration pause = interval.compareTo(RETRY) < 0 ? interval : RETRY;
      return new TickReport(ports.clock().instant().plus(pause), Outcome.FAILED, reason);
    }
  }
}
