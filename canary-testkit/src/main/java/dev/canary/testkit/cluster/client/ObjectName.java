package dev.canary.testkit.cluster.client;

import dev.canary.core.tree.Tree;

/**
 * Names an object among those of its type.
 *
 * @param namespace empty for an object of the whole cluster
 */
public record ObjectName(String namespace, String name) {

  /** Returns the name that the object carries. */
  public static ObjectName of(Tree object) {
    return new ObjectName(
        object.textOr("", "metadata", "namespace"), object.textOr("", "metadata", "name"));
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : name + "." + namespace;
  }
}
