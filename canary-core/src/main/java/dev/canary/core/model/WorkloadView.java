package dev.canary.core.model;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * What target and primary are like right now.
 *
 * @param live revision of the target
 * @param target readiness of the target
 * @param targetReplicas replicas the target is to have; 0 is retired
 * @param primary the primary, absent if there is none
 * @param versions opaque version per object; the precondition of a write
 */
public record WorkloadView(
    Revision live,
    Readiness target,
    int targetReplicas,
    Optional<Primary> primary,
    ImmutableMap<String, String> versions) {

  /**
   * The primary.
   *
   * @param readiness whether its pods can serve
   * @param id what its pods carry as {@code flagger-id}; empty if nothing
   * @param matchesTarget whether its template and configs are what promoting the live target gives
   */
  public record Primary(Readiness readiness, String id, boolean matchesTarget) {}

  /** Returns whether the primary's template is that of the revision. */
  public boolean primaryRuns(Revision revision) {
    return primary
        .filter(p -> p.id().equals(revision.id()) || (p.matchesTarget() && live.same(revision)))
        .isPresent();
  }
}
