package dev.canary.core.store;

/**
 * Which object.
 *
 * @param type its type
 * @param namespace its namespace; empty for cluster-scoped objects
 * @param name its name
 */
public record ObjectKey(ResourceType type, String namespace, String name) {

  /** Returns {@code Kind name.namespace}, the form in which messages name an object. */
  @Override
  public String toString() {
    return type.kind() + " " + name + (namespace.isEmpty() ? "" : "." + namespace);
  }
}
