package dev.canary.core.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a rollout stands: one record per phase, each holding only what is true in it.
 *
 * <p>What survives phases (revisions, counters, the intended traffic, what is owed) is in {@link
 * CanaryStatus}.
 */
public sealed interface RolloutState {

  /** Returns the phase of the API. */
  Phase phase();

  /** A canary that was never looked at. */
  record New() implements RolloutState {
    @Override
    public Phase phase() {
      return Phase.NEW;
    }
  }

  /**
   * The primary is being created.
   *
   * @param source the revision that the primary is created from, once that is decided
   */
  record Initializing(Optional<Revision> source) implements RolloutState {
    @Override
    public Phase phase() {
      return Phase.INITIALIZING;
    }
  }

  /** The primary serves; nothing was rolled out, or a run was cancelled by a return to it. */
  record Initialized() implements RolloutState {
    @Override
    public Phase phase() {
      return Phase.INITIALIZED;
    }
  }

  /**
   * A gate before the run is closed.
   *
   * @param from the idle state to return to when the change goes away
   * @param since when the gate was first found closed
   */
  record Waiting(RolloutState from, Instant since) implements RolloutState {
    @Override
    public Phase phase() {
      return Phase.WAITING;
    }
  }

  /**
   * The analysis runs.
   *
   * @param mirrorDone whether the mirrored interval of a progressive run is over
   */
  record Progressing(boolean mirrorDone) implements RolloutState {
    @Override
    public Phase phase() {
      return Phase.PROGRESSING;
    }
  }

  /**
   * The analysis passed; the gate before promotion is closed, and the analysis goes on.
   *
   * @param since when the gate was first found closed
   */
  record WaitingPromotion(Instant since) implements RolloutState {
    @Override
    public Phase phase() {
      return Phase.WAITING_PROMOTION;
    }
  }

  /**
   * The primary takes over the analysed revision.
   *
   * @param primaryWritten whether the primary's template is known to have been written
   */
  record Promoting(boolean primaryWritten) implements RolloutState {
    @Override
    public Phase phase() {
      return Phase.PROMOTING;
    }
  }

  /** All traffic is on the primary; the target is about to be retired. */
  record Finalising() implements RolloutState {
    @Override
    public Phase phase() {
      return Phase.FINALISING;
    }
  }

  /** The analysed revision runs in the primary; the target is at zero. */
  record Succeeded() implements RolloutState {
    @Override
    public Phase phase() {
      return Phase.SUCCEEDED;
    }
  }

  /**
   * The run was aborted.
   *
   * @param canaryServes whether a promotion failed and the canary carries all traffic
   */
  record Failed(boolean canaryServes) implements RolloutState {
    @Override
    public Phase phase() {
      return Phase.FAILED;
    }
  }

  /** Deleted; the original is being restored. */
  record Terminating() implements RolloutState {
    @Override
    public Phase phase() {
      return Phase.TERMINATING;
    }
  }

  /** Released by an earlier controller; nothing is left to do. */
  record Terminated() implements RolloutState {
    @Override
    public Phase phase() {
      return Phase.TERMINATED;
    }
  }
}
