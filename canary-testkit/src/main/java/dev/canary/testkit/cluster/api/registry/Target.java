package dev.canary.testkit.cluster.api.registry;

import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import dev.canary.testkit.cluster.api.resource.ServedVersion;
import dev.canary.testkit.cluster.api.store.ObjectId;

/**
 * What a request is about.
 *
 * @param namespace empty for all namespaces, or for a resource of the whole cluster
 * @param name empty for the collection
 */
public record Target(ResourceType type, ServedVersion version, String namespace, String name) {

  /** Returns the place of the object named. */
  public ObjectId id() {
    return new ObjectId(type.storage(), namespace, name);
  }

  /** Returns {@code group/version} as the request has it. */
  public String apiVersion() {
    return type.apiVersion(version.name());
  }

  /** Returns this target with the name. */
  public Target named(String newName) {
    return new Target(type, version, namespace, newName);
  }

  /** Returns this target in the namespace. */
  public Target in(String newNamespace) {
    return new Target(type, version, newNamespace, name);
  }

  /** Returns the failure for the object named not being there. */
  public ApiException notFound() {
    return ApiException.notFound(type.id(), name);
  }
}
