package dev.canary.core.tick;

import dev.canary.core.machine.RolloutMachine;
import dev.canary.core.machine.Schedule;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Intake;
import dev.canary.core.model.SpecProblem;
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

  private static final Duration REFUSED_AGAIN = Duration.ofMinutes(1);

  private final Shell shell;
  private final Voice voice;

  /** Creates ticks over the given ports. */
  public Tick(Ports ports) {
    shell = Shell.over(ports);
    voice = new Voice(ports.notifier());
  }

  /**
   * Does what the canary needs now.
   *
   * <p>A failing port ends the tick with an event that carries its text; nothing is lost, and the
   * report says when to try again. Exceptions other than those of ports are bugs and pass through.
   */
  public TickReport run(CanaryKey key) {
    Optional<Canary> canary = shell.ports().store().read(key);
    if (canary.isEmpty()) {
      voice.forget(key);
      return new TickReport(Instant.MAX, Outcome.GONE, "there is no such canary");
    }
    return switch (canary.get().intake()) {
      case Intake.Accepted(CanarySpec spec, List<String> notes) -> accepted(canary.get(), spec);
      case Intake.Refused(List<SpecProblem> problems, Optional<CanarySpec> last) ->
          refused(canary.get(), problems, last);
    };
  }

  private TickReport accepted(Canary canary, CanarySpec spec) {
    Voice.Speech speech = voice.speech(spec.analysis().interval());
    Conversation conversation =
        new Conversation(shell, canary.key(), spec, RolloutMachine::next, speech);
    TickReport report = guarded(canary, conversation, speech);
    speech.end(canary.key());
    return report;
  }

  private TickReport guarded(Canary canary, Conversation conversation, Voice.Speech speech) {
    try {
      for (int lost = 0; lost < MOST_CONFLICTS; lost++) {
        Optional<TickReport> report = conversation.tryRun();
        if (report.isPresent()) {
          return report.get();
        }
      }
      return conversation.failed("objects keep changing; trying again later");
    } catch (PortException failure) {
      tell(canary, failure.text(), Fact.Repeat.THROTTLED, speech);
      return conversation.failed(failure.text());
    }
  }

  /**
   * Says every reason once, as an event and on the canary itself, and keeps up what the last
   * accepted specification established.
   */
  private TickReport refused(Canary canary, List<SpecProblem> problems, Optional<CanarySpec> last) {
    String text =
        problems.stream()
            .map(SpecProblem::toString)
            .collect(Collectors.joining("; ", "invalid canary spec: ", ""));
    Voice.Speech speech =
        voice.speech(last.map(spec -> spec.analysis().interval()).orElse(REFUSED_AGAIN));
    boolean news = tell(canary, text, Fact.Repeat.ON_ENTRY, speech);
    Instant next = Instant.MAX;
    try {
      if (news && canary.deletedAt().isEmpty()) {
        shell.ports().store().commit(canary, canary.status(), shell.ports().clock().instant());
      }
    } catch (PortException unsaid) {
      next = shell.ports().clock().instant().plus(REFUSED_AGAIN);
    }
    if (last.isPresent()) {
      Conversation conversation =
          new Conversation(
              shell,
              canary.key(),
              last.get(),
              (seen, heard) -> RolloutMachine.whileRefused(seen),
              speech);
      Instant wanted = guarded(canary, conversation, speech).next();
      next = wanted.isBefore(next) ? wanted : next;
    }
    speech.end(canary.key());
    return new TickReport(next, Outcome.REFUSED, text);
  }

  private boolean tell(Canary canary, String text, Fact.Repeat repeat, Voice.Speech speech) {
    Fact fact = new Fact.Event(true, text, canary.status().phase(), repeat);
    return speech.tell(canary, fact, "", shell.ports().clock().instant());
  }
}
