package dev.canary.core.model;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/**
 * What to route: the names, the routing sections of the specification and the audience.
 *
 * <p>The layout of routing objects follows from this value alone; what moves during a run is the
 * {@link Position}.
 *
 * @param key the canary
 * @param owner owner reference for objects that the router creates; absent if they live in another
 *     cluster
 * @param deleting whether the canary is being deleted; then nothing may be reconciled or written
 * @param apex stable service
 * @param primary service of the primary
 * @param canary service of the canary
 * @param service {@code spec.service} with defaults resolved
 * @param match {@code analysis.match}: the audience; an empty array if there is none
 * @param mirrorWeight percent of requests to mirror; 0 if the user gave none
 * @param affinity cookie stickiness, if asked for and declared by the router
 * @param metadata labels and annotations of {@code spec.service.apex}, as {@code labels} and {@code
 *     annotations}
 * @param spec the whole specification, for references such as {@code ingressRef}
 * @param fence token that makes the next write a real one, even if nothing else changes
 */
public record RouteTarget(
    CanaryKey key,
    Optional<Tree> owner,
    boolean deleting,
    String apex,
    String primary,
    String canary,
    Tree service,
    Tree match,
    int mirrorWeight,
    Optional<AffinitySpec> affinity,
    Tree metadata,
    Tree spec,
    Optional<String> fence) {

  /** Returns this target with a fence token. */
  public RouteTarget fencedBy(String token) {
    return new RouteTarget(
        key,
        owner,
        deleting,
        apex,
        primary,
        canary,
        service,
        match,
        mirrorWeight,
        affinity,
        metadata,
        spec,
        Optional.of(token));
  }

  /** Returns the labels for the routing object. */
  public ImmutableMap<String, String> labels() {
    return metadata.texts("labels");
  }

  /** Returns the annotations for the routing object. */
  public ImmutableMap<String, String> annotations() {
    return metadata.texts("annotations");
  }
}
