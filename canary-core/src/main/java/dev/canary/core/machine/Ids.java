package dev.canary.core.machine;

import java.time.Instant;

/**
 * Stable ids. They are made of what is committed, so that a question or a delivery repeated after a
 * crash carries the same one.
 */
final class Ids {

  private Ids() {}

  /** Returns the id of a question of this turn: run, turn and what is asked. */
  static String question(Snapshot seen, String what) {
    long turn = seen.status().intent().lastJudgement().map(Instant::getEpochSecond).orElse(0L);
    return delivery(seen, turn + "-" + what);
  }

  /** Returns the id of a delivery of this run. */
  static String delivery(Snapshot seen, String what) {
    return seen.canary().key() + "-" + seen.status().run().number() + "-" + what;
  }
}
