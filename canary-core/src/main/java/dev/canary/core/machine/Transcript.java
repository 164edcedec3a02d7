package dev.canary.core.machine;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * The answers heard in this tick, by question, in the order they were heard.
 *
 * @param answers by question id
 */
public record Transcript(ImmutableMap<String, Answer> answers) {

  /** Nothing heard yet. */
  public static final Transcript EMPTY = new Transcript(ImmutableMap.of());

  /** Returns this transcript with one more answer. */
  public Transcript with(Question question, Answer answer) {
    return new Transcript(
        ImmutableMap.<String, Answer>builder()
            .putAll(answers)
            .put(question.id(), answer)
            .buildKeepingLast());
  }

  /** Returns the answer to a question, if heard. */
  public Optional<Answer> answerTo(Question question) {
    return Optional.ofNullable(answers.get(question.id()));
  }
}
