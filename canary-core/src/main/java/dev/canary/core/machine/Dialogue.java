package dev.canary.core.machine;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks through the questions of one turn in their order and keeps the facts between them: what was
 * told together with a question is not told again once it is answered.
 */
final class Dialogue {

  private final Transcript heard;
  private final List<Fact> untold = new ArrayList<>();

  Dialogue(Transcript heard) {
    this.heard = heard;
  }

  void tell(Fact fact) {
    untold.add(fact);
  }

  Optional<Answer> answerTo(Question question) {
    Optional<Answer> answer = heard.answerTo(question);
    answer.ifPresent(told -> untold.clear());
    return answer;
  }

  Turn ask(Question question) {
    return new Turn.Ask(question, untold());
  }

  ImmutableList<Fact> untold() {
    return ImmutableList.copyOf(untold);
  }
}
