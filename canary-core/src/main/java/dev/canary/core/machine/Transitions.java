package dev.canary.core.machine;

import static dev.canary.core.model.Phase.FAILED;
import static dev.canary.core.model.Phase.FINALISING;
import static dev.canary.core.model.Phase.INITIALIZED;
import static dev.canary.core.model.Phase.INITIALIZING;
import static dev.canary.core.model.Phase.NEW;
import static dev.canary.core.model.Phase.PROGRESSING;
import static dev.canary.core.model.Phase.PROMOTING;
import static dev.canary.core.model.Phase.SUCCEEDED;
import static dev.canary.core.model.Phase.TERMINATED;
import static dev.canary.core.model.Phase.TERMINATING;
import static dev.canary.core.model.Phase.WAITING;
import static dev.canary.core.model.Phase.WAITING_PROMOTION;

import com.google.common.collect.ImmutableSetMultimap;
import dev.canary.core.model.Phase;

/** The phases that may follow one another; checked on every commit. */
public final class Transitions {

  /** From each phase, the others it may go to; staying is always allowed. */
  public static final ImmutableSetMultimap<Phase, Phase> ALLOWED =
      ImmutableSetMultimap.<Phase, Phase>builder()
          .putAll(NEW, INITIALIZING, TERMINATING)
          .putAll(INITIALIZING, INITIALIZED, TERMINATING)
          .putAll(INITIALIZED, WAITING, PROGRESSING, TERMINATING)
          .putAll(WAITING, INITIALIZED, SUCCEEDED, FAILED, PROGRESSING, TERMINATING)
          .putAll(
              PROGRESSING,
              WAITING_PROMOTION,
              PROMOTING,
              SUCCEEDED,
              FAILED,
              INITIALIZED,
              TERMINATING)
          .putAll(
              WAITING_PROMOTION,
              PROGRESSING,
              PROMOTING,
              SUCCEEDED,
              FAILED,
              INITIALIZED,
              TERMINATING)
          // Back to Progressing only while the primary is untouched and the target has moved on.
          .putAll(PROMOTING, FINALISING, SUCCEEDED, FAILED, PROGRESSING, TERMINATING)
          .putAll(FINALISING, SUCCEEDED, FAILED, TERMINATING)
          .putAll(SUCCEEDED, WAITING, PROGRESSING, TERMINATING)
          // To Promoting only to repair a primary that a failed promotion left behind.
          .putAll(FAILED, WAITING, PROGRESSING, PROMOTING, TERMINATING)
          .putAll(TERMINATING, INITIALIZING)
          .putAll(TERMINATED)
          .build();

  private Transitions() {}

  /** Returns whether a commit may go from one phase to the other. */
  public static boolean allowed(Phase from, Phase to) {
    return from == to || ALLOWED.containsEntry(from, to);
  }
}
