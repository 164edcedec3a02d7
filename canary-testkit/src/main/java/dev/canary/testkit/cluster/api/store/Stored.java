package dev.canary.testkit.cluster.api.store;

import dev.canary.core.tree.Tree;

/**
 * One object as stored.
 *
 * @param version the global counter at its last write; also in {@code metadata.resourceVersion}
 */
public record Stored(ObjectId id, long version, Tree tree) {

  /** Returns the identity that survives no re-creation; empty for an object stored without. */
  public String uid() {
    return tree.textOr("", "metadata", "uid");
  }
}
