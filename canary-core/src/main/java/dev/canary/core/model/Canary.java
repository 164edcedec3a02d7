package dev.canary.core.model;

import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.util.Optional;

/**
 * A canary as stored.
 *
 * @param key namespace and name
 * @param owner owner reference that generated objects carry
 * @param generation of the specification
 * @param deletedAt when deletion was asked for
 * @param finalizer whether our finalizer is on the object
 * @param intake the specification, accepted or refused
 * @param status what the rollout remembers
 * @param version opaque; the precondition of a commit
 */
public record Canary(
    CanaryKey key,
    Tree owner,
    long generation,
    Optional<Instant> deletedAt,
    boolean finalizer,
    Intake intake,
    CanaryStatus status,
    String version) {

  /** Returns this canary after a commit. */
  public Canary committed(CanaryStatus next, String newVersion) {
    return new Canary(key, owner, generation, deletedAt, finalizer, intake, next, newVersion);
  }
}
