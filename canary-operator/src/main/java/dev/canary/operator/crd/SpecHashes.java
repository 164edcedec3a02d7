package dev.canary.operator.crd;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.CanaryStatus.Revisions;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Revision;
import dev.canary.core.tree.Tree;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code lastAppliedSpec} and {@code lastPromotedSpec} say. A value that another controller
 * left stays until we roll that canary out ourselves, so that it finds its own hash when it comes
 * back; our hash is in {@code status.rollout} from the first commit on.
 *
 * @param applied hash of the revision last taken into account
 * @param promoted hash of the revision that the primary runs
 */
record SpecHashes(Optional<String> applied, Optional<String> promoted) {

  static final String APPLIED = "lastAppliedSpec";
  static final String PROMOTED = "lastPromotedSpec";

  /** Ten letters of a fixed alphabet, or the decimal number of very old releases. */
  private static final Pattern FOREIGN = Pattern.compile("[456789bcdf]{1,10}|\\d{18,20}");

  /**
   * Returns the hashes to write.
   *
   * @param stored status as it is
   * @param before what that status means
   * @param next what the new status means
   */
  static SpecHashes of(Tree stored, CanaryStatus before, CanaryStatus next) {
    boolean untouched = next.run().number() == 0;
    Optional<String> applied =
        chosen(stored.text(APPLIED), next.revisions().seen().map(Revision::hash), untouched);
    Optional<Revision> promoted = next.revisions().promoted();
    boolean kept = untouched || before.revisions().promoted().equals(promoted);
    return new SpecHashes(
        applied,
        ends(before, next)
            ? applied
            : chosen(stored.text(PROMOTED), promoted.map(Revision::hash), kept));
  }

  private static Optional<String> chosen(
      Optional<String> stored, Optional<String> own, boolean kept) {
    return kept && isForeign(stored) ? stored : own.or(() -> stored);
  }

  /** Returns whether a run ends here with the promotion of what it was about. */
  private static boolean ends(CanaryStatus before, CanaryStatus next) {
    boolean idle = next.phase() == Phase.SUCCEEDED || next.phase() == Phase.INITIALIZED;
    Revisions known = before.revisions();
    return idle
        && before.phase() != next.phase()
        && next.revisions()
            .promoted()
            .flatMap(promoted -> known.analysed().or(known::seen).filter(promoted::same))
            .isPresent();
  }

  private static boolean isForeign(Optional<String> hash) {
    return hash.filter(text -> FOREIGN.matcher(text).matches()).isPresent();
  }
}
