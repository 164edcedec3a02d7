package dev.canary.testkit.sim;

import dev.canary.core.machine.Transitions;
import dev.canary.core.model.CanaryStatus.Rejection;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RolloutState.Failed;
import java.util.Optional;

/** Rules that hold after every port call, whatever fails. */
public enum Safety {

  /** The canary never gets more traffic than was committed before. */
  SHARE_WITHIN_INTENT {
    @Override
    Optional<String> broken(Moment before, Moment after) {
      int most =
          after.share() > before.share()
              ? after.intended()
              : Math.max(after.intended(), after.intendedBefore());
      return found(
          after.share() > most,
          "the canary has " + after.share() + " %, committed are at most " + most + " %");
    }
  },

  /** The primary gets another revision only once that is announced, and only the announced one. */
  PRIMARY_CHANGES_WHEN_ANNOUNCED {
    @Override
    Optional<String> broken(Moment before, Moment after) {
      boolean changed =
          before.primary().isPresent() && !before.primaryId().equals(after.primaryId());
      Phase phase = after.status().phase();
      boolean announced =
          phase == Phase.INITIALIZING
              || ((phase == Phase.PROMOTING || after.skipsAnalysis()) && isAnalysed(after));
      return found(
          changed && !announced,
          "the primary was changed to " + after.primary() + " while " + phase);
    }
  },

  /** Nothing is sent or copied to a target without replicas. */
  NO_TRAFFIC_TO_NOTHING {
    @Override
    Optional<String> broken(Moment before, Moment after) {
      boolean traffic = after.share() > 0 || after.mirrored();
      return found(
          traffic && after.replicas() == 0 && !after.deleted(),
          "the target has no replicas and "
              + after.share()
              + " % of the traffic"
              + (after.mirrored() ? ", and mirrored requests" : ""));
    }
  },

  /** Phases follow one another as the table allows. */
  TRANSITIONS_ALLOWED {
    @Override
    Optional<String> broken(Moment before, Moment after) {
      Phase from = before.status().phase();
      Phase to = after.status().phase();
      return found(!Transitions.allowed(from, to), from + " must not become " + to);
    }
  },

  /** A rollback gives the traffic to a primary that does not run what has just failed. */
  ROLLBACK_TO_ANOTHER_REVISION {
    @Override
    Optional<String> broken(Moment before, Moment after) {
      boolean rolledBack =
          before.status().phase() != Phase.FAILED
              && after.status().state() instanceof Failed(boolean canaryServes)
              && !canaryServes;
      String rejected =
          after
              .status()
              .revisions()
              .rejected()
              .map(Rejection::revision)
              .map(Revision::id)
              .orElse("-");
      return found(
          rolledBack && rejected.equals(after.primaryId()),
          "rolled back onto a primary that runs the rejected " + after.primary());
    }
  };

  /**
   * Returns what is wrong, or empty if the rule holds.
   *
   * @param before after the call before
   * @param after after this call
   */
  abstract Optional<String> broken(Moment before, Moment after);

  private static boolean isAnalysed(Moment moment) {
    return moment
        .status()
        .revisions()
        .analysed()
        .map(Revision::id)
        .orElse("")
        .equals(moment.primaryId());
  }

  private static Optional<String> found(boolean wrong, String text) {
    return wrong ? Optional.of(text) : Optional.empty();
  }
}
