package dev.canary.core.machine;

import dev.canary.core.model.CanaryStatus.Revisions;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Revision;
import java.util.Optional;

/**
 * What a target's live revision means for a rollout (state machine chapter, section 13; hashes
 * never start a rollout by themselves).
 */
enum Changes {
  /** Nothing new. */
  NONE,
  /** Nothing new, but what is recorded of it is out of date: another generation or hash scheme. */
  REBASE,
  /** The target is the promoted revision again. */
  BACK_TO_PROMOTED,
  /** A revision that was not taken into account yet. */
  NEW;

  /** Returns what an idle canary is to make of the live revision. */
  static Changes whileIdle(Snapshot seen) {
    Revisions known = seen.status().revisions();
    Revision live = seen.workload().live();
    if (known.seen().isEmpty()) {
      return NEW;
    }
    Revision last = known.seen().get();
    if (!comparable(last, live)) {
      return adoptable(seen) ? REBASE : NEW;
    }
    if (live.same(last)) {
      return live.equals(last) ? NONE : REBASE;
    }
    boolean promoted = known.promoted().filter(live::sameTemplate).isPresent();
    if (promoted && live.sameConfigs(last)) {
      return BACK_TO_PROMOTED;
    }
    return NEW;
  }

  /** Returns what a run is to make of the live revision. */
  static Changes duringRun(Snapshot seen) {
    Revisions known = seen.status().revisions();
    Revision live = seen.workload().live();
    Optional<Revision> analysed = known.analysed().or(known::seen);
    if (analysed.isEmpty() || !comparable(analysed.get(), live)) {
      return REBASE;
    }
    if (live.same(analysed.get())) {
      return live.equals(analysed.get()) ? NONE : REBASE;
    }
    return known.promoted().filter(live::same).isPresent() ? BACK_TO_PROMOTED : NEW;
  }

  /**
   * Returns whether two revisions can be told apart: they are of one object and generation, or
   * hashed by one scheme.
   */
  static boolean comparable(Revision a, Revision b) {
    return a.sameTemplate(b) || scheme(a).equals(scheme(b));
  }

  private static String scheme(Revision revision) {
    return revision.hash().substring(0, revision.hash().indexOf(':') + 1);
  }

  /**
   * Returns whether a revision hashed by an unknown scheme may be taken for the live one: the
   * primary runs it. A failed canary's primary never does; there the record is as fresh as the last
   * tick of whoever wrote it.
   */
  private static boolean adoptable(Snapshot seen) {
    return seen.status().phase() == Phase.FAILED
        || seen.workload().primary().filter(primary -> primary.matchesTarget()).isPresent();
  }
}
