package dev.canary.testkit.cluster.client;

/**
 * A kind of object in one version of its API.
 *
 * @param group API group; empty for the core one
 * @param plural name in paths, as in {@code virtualservices}
 * @param namespaced whether objects live in a namespace
 */
public record ResourceType(
    String group, String version, String kind, String plural, boolean namespaced) {

  /** Returns a namespaced type. */
  public static ResourceType namespaced(String group, String version, String kind, String plural) {
    return new ResourceType(group, version, kind, plural, true);
  }

  /** Returns {@code GROUP/VERSION}, or the version alone for the core group. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
