package dev.canary.core.store;

import dev.canary.core.tree.Tree;

/**
 * An object as it was read.
 *
 * @param key which object
 * @param tree its content; parts that no adapter uses (managed fields, and what a store documents)
 *     may be missing
 * @param version opaque; the precondition of a write
 */
public record StoredObject(ObjectKey key, Tree tree, String version) {

  /** Returns the unique id that the object has for life; empty if it has none. */
  public String uid() {
    return tree.textOr("", "metadata", "uid");
  }

  /** Returns the generation, 0 if it has none. */
  public long generation() {
    return tree.wholeOr(0, "metadata", "generation");
  }
}
