package dev.canary.operator.workload;

import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;

/**
 * A ConfigMap or Secret that a pod template names.
 *
 * @param type {@link Types#CONFIG_MAP} or {@link Types#SECRET}
 * @param name its name
 */
record ConfigRef(ResourceType type, String name) implements Comparable<ConfigRef> {

  @Override
  public int compareTo(ConfigRef other) {
    return statusKey().compareTo(other.statusKey());
  }

  /** Returns the key under which status records it, as in {@code configmap/podinfo-config}. */
  String statusKey() {
    return (secret() ? "secret/" : "configmap/") + name;
  }

  boolean secret() {
    return type.equals(Types.SECRET);
  }

  ObjectKey source(String namespace) {
    return new ObjectKey(type, namespace, name);
  }

  ObjectKey copy(String namespace) {
    return new ObjectKey(type, namespace, copyName());
  }

  String copyName() {
    return name + "-primary";
  }
}
