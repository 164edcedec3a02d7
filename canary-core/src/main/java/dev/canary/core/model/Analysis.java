package dev.canary.core.model;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.Optional;

/**
 * How a new revision is judged; defaults are resolved.
 *
 * @param interval time between two turns, at least 10 s
 * @param threshold failed checks at which the run is rolled back, at least 1
 * @param strategy how traffic moves
 * @param stepWeightPromotion percent moved back to the primary per turn; 0 moves all at once
 * @param primaryReady percent of the primary's pods that must be available, 0 or more
 * @param canaryReady percent of the target's pods that must be available, 0 or more
 * @param metrics checks in order
 * @param hooks hooks in order, of all types
 * @param affinity cookie stickiness, if asked for
 * @param gateTimeout how long a gate may stay closed before the run is rolled back; absent is for
 *     ever
 * @param tree the section as the user wrote it, for adapters
 */
public record Analysis(
    Duration interval,
    int threshold,
    Strategy strategy,
    int stepWeightPromotion,
    int primaryReady,
    int canaryReady,
    ImmutableList<MetricCheck> metrics,
    ImmutableList<Hook> hooks,
    Optional<AffinitySpec> affinity,
    Optional<Duration> gateTimeout,
    Tree tree) {

  /** Returns the hooks of one type in their order. */
  public ImmutableList<Hook> hooks(Hook.Type type) {
    return hooks.stream().filter(hook -> hook.type() == type).collect(toImmutableList());
  }

  /** Returns this analysis with another strategy. */
  public Analysis with(Strategy other) {
    return new Analysis(
        interval,
        threshold,
        other,
        stepWeightPromotion,
        primaryReady,
        canaryReady,
        metrics,
        hooks,
        affinity,
        gateTimeout,
        tree);
  }

  /** Returns this analysis without cookie stickiness. */
  public Analysis withoutAffinity() {
    return new Analysis(
        interval,
        threshold,
        strategy,
        stepWeightPromotion,
        primaryReady,
        canaryReady,
        metrics,
        hooks,
        Optional.empty(),
        gateTimeout,
        tree);
  }
}
