package dev.canary.core.model;

/** Namespace and name of a canary; its only identity. */
public record CanaryKey(String namespace, String name) {

  /** Returns {@code name.namespace}, the form in which messages name an object. */
  @Override
  public String toString() {
    return name + "." + namespace;
  }
}
