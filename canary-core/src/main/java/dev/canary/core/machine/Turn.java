package dev.canary.core.machine;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Fact;
import java.time.Instant;

/** What the machine wants: an answer, some effects, or to be left alone for a while. */
public sealed interface Turn {

  /**
   * Wants an answer.
   *
   * @param question what to find out
   * @param first what to tell before, so that events keep their order
   */
  record Ask(Question question, ImmutableList<Fact> first) implements Turn {}

  /** Wants effects. */
  record Decide(Decision decision) implements Turn {}

  /**
   * Wants nothing before a time, unless something changes.
   *
   * @param until {@link Instant#MAX} if only a change matters
   */
  record Wait(Instant until) implements Turn {}
}
