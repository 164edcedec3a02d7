package dev.canary.testkit.cluster.api.store;

/**
 * A resource of an API group, whatever its version; prints as {@code deployments.apps}.
 *
 * @param group the API group; empty for the core group
 * @param plural the name in URLs, such as {@code deployments}
 */
public record GroupResource(String group, String plural) {
  @Override
  public String toString() {
    return group.isEmpty() ? plural : plural + "." + group;
  }
}
