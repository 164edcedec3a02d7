package dev.canary.core.machine;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Hook;
import dev.canary.core.model.Measurement;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.model.MetricCheck.Aspect;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Readiness.Unready;
import dev.canary.core.model.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The analysis runs: guards, hooks and metrics in their order (sections 5.3, 5.4 and 9). */
final class Analysing {

  private Analysing() {}

  static Turn next(Snapshot seen, Transcript heard) {
    if (seen.spec().skipAnalysis() && seen.workload().target().isReady()) {
      return Endings.skip(seen);
    }
    Dialogue dialogue = new Dialogue(heard);
    if (!seen.due()) {
      return look(seen, dialogue);
    }
    return switch (new Gates(seen, dialogue).rollback()) {
      case Gates.Wish.Unheard(Turn turn) -> turn;
      case Gates.Wish.Rollback() -> Endings.manualRollback(seen, dialogue);
      case Gates.Wish.None() -> guard(seen, dialogue);
    };
  }

  /** A look only says what is not ready. */
  private static Turn look(Snapshot seen, Dialogue dialogue) {
    Optional<Unready> problem = Runs.primary(seen).or(() -> Runs.target(seen));
    return problem
        .map(unready -> Runs.notReady(seen, dialogue, unready))
        .orElseGet(() -> new Turn.Wait(seen.nextTurn()));
  }

  private static Turn guard(Snapshot seen, Dialogue dialogue) {
    Optional<Unready> problem = Runs.primary(seen).or(() -> Runs.target(seen));
    if (problem.isPresent()) {
      return problem.get().stuck()
          ? Endings.stuck(seen, dialogue, problem.get())
          : unready(seen, dialogue, problem.get());
    }
    int failed = seen.status().counters().failedChecks();
    if (failed >= seen.spec().analysis().threshold()) {
      return Endings.thresholdReached(seen, dialogue);
    }
    return atStart(seen) ? begin(seen, dialogue) : analyse(seen, dialogue);
  }

  /** Rollback hooks were asked, so this was a turn: the next one is an interval away. */
  private static Turn unready(Snapshot seen, Dialogue dialogue, Unready problem) {
    if (seen.spec().analysis().hooks(Hook.Type.ROLLBACK).isEmpty()) {
      return Runs.notReady(seen, dialogue, problem);
    }
    return Plan.because("pods are not ready")
        .commit(Advance.judged(seen))
        .tell(dialogue.untold())
        .tell(Texts.of(seen).lasting(problem.text()))
        .once();
  }

  /** Nothing was routed or counted yet (step 28a). */
  private static boolean atStart(Snapshot seen) {
    return Moves.current(seen).equals(Weight.ZERO)
        && seen.status().counters().iterations() == 0
        && !Moves.mirroring(seen);
  }

  private static Turn begin(Snapshot seen, Dialogue dialogue) {
    dialogue.tell(Texts.of(seen).starting());
    Gates.Outcome outcome =
        new Gates(seen, dialogue).ask(Hook.Type.PRE_ROLLOUT, Phase.PROGRESSING, "Pre-rollout");
    return switch (outcome) {
      case Gates.Outcome.Unheard(Turn turn) -> turn;
      case Gates.Outcome.Closed(Hook hook, String error) ->
          failedCheck(
              seen,
              dialogue,
              Texts.of(seen).halted("pre-rollout check " + hook.name() + " failed " + error));
      case Gates.Outcome.Open() -> Advance.next(seen, dialogue);
    };
  }

  private static Turn analyse(Snapshot seen, Dialogue dialogue) {
    Gates.Outcome outcome = new Gates(seen, dialogue).ask(Hook.Type.ROLLOUT, Phase.PROGRESSING, "");
    return switch (outcome) {
      case Gates.Outcome.Unheard(Turn turn) -> turn;
      case Gates.Outcome.Closed(Hook hook, String error) ->
          failedCheck(
              seen,
              dialogue,
              Texts.of(seen).halted("external check " + hook.name() + " failed " + error));
      case Gates.Outcome.Open() -> measure(seen, dialogue);
    };
  }

  private static Turn measure(Snapshot seen, Dialogue dialogue) {
    Texts texts = Texts.of(seen);
    for (Question.Measure question : questions(seen)) {
      Optional<Answer> answer = dialogue.answerTo(question);
      if (answer.isEmpty()) {
        return dialogue.ask(question);
      }
      if (answer.get() instanceof Answer.Measured(var measurement)) {
        gauge(question, measurement).ifPresent(dialogue::tell);
        Optional<Fact> complaint =
            MetricVerdict.of(texts, question.check(), question.aspect(), measurement);
        if (complaint.isPresent()) {
          return failedCheck(seen, dialogue, complaint.get());
        }
      }
    }
    return Advance.next(seen, dialogue);
  }

  /** The gauge of a measured value; request durations are shown in seconds. */
  private static Optional<Fact> gauge(Question.Measure question, Measurement measurement) {
    boolean millis = question.aspect() == Aspect.DURATION;
    return measurement instanceof Measurement.Value(double value)
        ? Optional.of(new Fact.Measured(question.check().name(), millis ? value / 1000 : value))
        : Optional.empty();
  }

  /** Built-in and inline checks of all entries first, then all templates (section 9.1). */
  private static List<Question.Measure> questions(Snapshot seen) {
    List<Question.Measure> questions = new ArrayList<>();
    List<Question.Measure> templates = new ArrayList<>();
    int index = 0;
    for (MetricCheck check : seen.spec().analysis().metrics()) {
      String id = "metric-" + index++ + "-" + check.name();
      if (check.name().equals(MetricCheck.SUCCESS_RATE)) {
        questions.add(measure(seen, id, check, Aspect.SUCCESS_RATE));
      }
      if (check.name().equals(MetricCheck.DURATION)) {
        questions.add(measure(seen, id, check, Aspect.DURATION));
      }
      if (check.query().isPresent()) {
        questions.add(measure(seen, id, check, Aspect.QUERY));
      }
      boolean nothing = check.query().isEmpty() && !check.isBuiltin();
      if (check.template().isPresent() || nothing) {
        templates.add(measure(seen, id, check, Aspect.TEMPLATE));
      }
    }
    questions.addAll(templates);
    return questions;
  }

  private static Question.Measure measure(
      Snapshot seen, String id, MetricCheck check, Aspect aspect) {
    return new Question.Measure(Ids.question(seen, id + "-" + aspect), check, aspect);
  }

  private static Turn failedCheck(Snapshot seen, Dialogue dialogue, Fact complaint) {
    CanaryStatus judged = Advance.judged(seen);
    return Plan.because("a check failed")
        .commit(judged.with(judged.counters().oneMoreFailed()))
        .tell(dialogue.untold())
        .tell(complaint)
        .once();
  }
}
