package dev.canary.core.machine;

import dev.canary.core.model.Fact;
import dev.canary.core.model.Hook;
import dev.canary.core.model.HookResult;
import dev.canary.core.model.Phase;
import java.util.Optional;

/** Asks the hooks of one type in their order (state machine chapter, section 10.2). */
final class Gates {

  private final Snapshot seen;
  private final Dialogue dialogue;
  private final Texts texts;

  Gates(Snapshot seen, Dialogue dialogue) {
    this.seen = seen;
    this.dialogue = dialogue;
    this.texts = Texts.of(seen);
  }

  /** How asking went. */
  sealed interface Outcome {

    /** Every hook said yes, or there are none. */
    record Open() implements Outcome {}

    /** A hook said no; the following ones were not asked. */
    record Closed(Hook hook, String error) implements Outcome {}

    /** An answer is missing. */
    record Unheard(Turn turn) implements Outcome {}
  }

  /**
   * Asks until the first no.
   *
   * @param label how a passed hook is told, for example {@code Pre-rollout}; none is told if empty
   */
  Outcome ask(Hook.Type type, Phase phase, String label) {
    int index = 0;
    for (Hook hook : seen.spec().analysis().hooks(type)) {
      Question question = question(hook, phase, index++);
      Optional<Answer> answer = dialogue.answerTo(question);
      if (answer.isEmpty()) {
        return new Outcome.Unheard(dialogue.ask(question));
      }
      if (answer.get() instanceof Answer.Hooked(HookResult.Refused(String error))) {
        return new Outcome.Closed(hook, error);
      }
      if (!label.isEmpty()) {
        dialogue.tell(texts.hookPassed(label, hook.name()));
      }
    }
    return new Outcome.Open();
  }

  /** How asking for a rollback went. */
  sealed interface Wish {

    /** A hook wants one. */
    record Rollback() implements Wish {}

    /** No hook wants one. */
    record None() implements Wish {}

    /** An answer is missing. */
    record Unheard(Turn turn) implements Wish {}
  }

  /** Asks the rollback hooks until the first yes. */
  Wish rollback() {
    int index = 0;
    for (Hook hook : seen.spec().analysis().hooks(Hook.Type.ROLLBACK)) {
      Question question = question(hook, seen.status().phase(), index++);
      Optional<Answer> answer = dialogue.answerTo(question);
      if (answer.isEmpty()) {
        return new Wish.Unheard(dialogue.ask(question));
      }
      if (answer.get() instanceof Answer.Hooked(HookResult.Approved())) {
        dialogue.tell(texts.rollbackHookPassed(hook.name()));
        return new Wish.Rollback();
      }
      dialogue.tell(texts.rollbackHookSilent(hook.name()));
    }
    return new Wish.None();
  }

  /** Returns the alert of a closed gate, unless it is muted. */
  Optional<Fact> alert(Hook hook, String text) {
    return hook.muteAlert()
        ? Optional.empty()
        : Optional.of(texts.waiting(Fact.Severity.WARN, text));
  }

  private Question question(Hook hook, Phase phase, int index) {
    String what = hook.type().text() + "-" + index + "-" + hook.name();
    return new Question.CallHook(Ids.question(seen, what), hook, phase);
  }
}
