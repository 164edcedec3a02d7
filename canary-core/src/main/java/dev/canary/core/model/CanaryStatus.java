package dev.canary.core.model;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Everything a rollout must remember, as committed.
 *
 * @param state where it stands
 * @param counters the numbers users see
 * @param revisions what was seen, analysed and promoted
 * @param intent the traffic decided on
 * @param run the current or last run
 * @param owed obligations in the order they are to be met, at most {@link #MAX_OWED}
 * @param acceptedGeneration generation of the specification last accepted; 0 if none
 */
public record CanaryStatus(
    RolloutState state,
    Counters counters,
    Revisions revisions,
    Intent intent,
    Run run,
    ImmutableList<Owed> owed,
    long acceptedGeneration) {

  /** More obligations than one run can leave; a bound, not a target. */
  public static final int MAX_OWED = 16;

  /** The status of a canary that was never looked at. */
  public static final CanaryStatus NEW =
      new CanaryStatus(
          new RolloutState.New(),
          Counters.ZERO,
          Revisions.NONE,
          Intent.NONE,
          Run.NONE,
          ImmutableList.of(),
          0);

  /** Checks the bound on obligations. */
  public CanaryStatus {
    if (owed.size() > MAX_OWED) {
      throw new IllegalArgumentException(owed.size() + " obligations, at most " + MAX_OWED);
    }
  }

  /**
   * What is known of the target's revisions.
   *
   * @param seen last taken into account
   * @param analysed the one the current run is about
   * @param promoted the one the primary runs
   * @param rejected the one the last failed run was about
   */
  public record Revisions(
      Optional<Revision> seen,
      Optional<Revision> analysed,
      Optional<Revision> promoted,
      Optional<Rejection> rejected) {

    /** Nothing known. */
    public static final Revisions NONE =
        new Revisions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Returns these with another revision seen. */
    public Revisions seen(Revision revision) {
      return new Revisions(Optional.of(revision), analysed, promoted, rejected);
    }

    /** Returns these at the start of a run about that revision. */
    public Revisions analysing(Revision revision) {
      return new Revisions(
          Optional.of(revision), Optional.of(revision), promoted, Optional.empty());
    }

    /** Returns these after that revision was promoted. */
    public Revisions promoted(Revision revision) {
      return new Revisions(seen, Optional.empty(), Optional.of(revision), Optional.empty());
    }

    /** Returns these after the analysed revision was rejected. */
    public Revisions rejected(String reason) {
      return new Revisions(
          seen,
          Optional.empty(),
          promoted,
          analysed.map(revision -> new Rejection(revision, reason)));
    }
  }

  /**
   * Why a revision was not promoted.
   *
   * @param revision which
   * @param reason in words
   */
  public record Rejection(Revision revision, String reason) {}

  /**
   * One attempt to roll a revision out.
   *
   * @param number counts the runs of this canary, from 1; 0 before the first
   * @param startedAt when it started
   */
  public record Run(long number, Optional<Instant> startedAt) {

    /** Before the first run. */
    public static final Run NONE = new Run(0, Optional.empty());

    /** Returns the next run. */
    public Run next(Instant now) {
      return new Run(number + 1, Optional.of(now));
    }
  }

  /** Returns the phase of the API. */
  public Phase phase() {
    return state.phase();
  }

  /** Returns this status in another state. */
  public CanaryStatus with(RolloutState next) {
    return new CanaryStatus(next, counters, revisions, intent, run, owed, acceptedGeneration);
  }

  /** Returns this status with other counters. */
  public CanaryStatus with(Counters next) {
    return new CanaryStatus(state, next, revisions, intent, run, owed, acceptedGeneration);
  }

  /** Returns this status with other revisions. */
  public CanaryStatus with(Revisions next) {
    return new CanaryStatus(state, counters, next, intent, run, owed, acceptedGeneration);
  }

  /** Returns this status with another intent. */
  public CanaryStatus with(Intent next) {
    return new CanaryStatus(state, counters, revisions, next, run, owed, acceptedGeneration);
  }

  /** Returns this status with the intent changed. */
  public CanaryStatus intent(UnaryOperator<Intent> change) {
    return with(change.apply(intent));
  }

  /** Returns this status in another run. */
  public CanaryStatus with(Run next) {
    return new CanaryStatus(state, counters, revisions, intent, next, owed, acceptedGeneration);
  }

  /** Returns this status with other obligations. */
  public CanaryStatus owing(ImmutableList<Owed> next) {
    return new CanaryStatus(state, counters, revisions, intent, run, next, acceptedGeneration);
  }

  /** Returns this status with the generation of an accepted specification. */
  public CanaryStatus accepting(long generation) {
    return new CanaryStatus(state, counters, revisions, intent, run, owed, generation);
  }
}
