package dev.canary.core.model;

import java.time.Instant;

/**
 * An obligation that was committed and is not known to be met. It is met at least once, repeated at
 * most once per crash, always with the same id.
 */
public sealed interface Owed {

  /** Returns the stable id; receivers use it to drop repetitions. */
  String id();

  /** Tells a fact. */
  record Tell(String id, Fact fact) implements Owed {}

  /**
   * Calls the hooks that follow the end of a run.
   *
   * @param phase the phase they receive
   */
  record PostRollout(String id, Phase phase) implements Owed {}

  /**
   * Retires the target once traffic has left it for long enough.
   *
   * @param due not before
   */
  record ScaleDown(String id, Instant due) implements Owed {}
}
