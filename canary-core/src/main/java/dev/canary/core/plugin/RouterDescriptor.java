package dev.canary.core.plugin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Capabilities;
import dev.canary.core.store.ResourceType;

/**
 * What is known of a router without a cluster (router chapter, section 13.1). Permissions, probes
 * and the reference of routers are generated from it.
 *
 * @param names exact provider names
 * @param prefixes name prefixes; the longest one wins, after exact names
 * @param apis the APIs it uses
 * @param owned per kind, the paths it manages, for example {@code spec.http}
 * @param required fields of the specification it cannot work without
 * @param ignored fields of the specification it does not look at
 * @param capabilities what it can do
 */
public record RouterDescriptor(
    ImmutableSet<String> names,
    ImmutableSet<String> prefixes,
    ImmutableList<Api> apis,
    ImmutableList<OwnedPaths> owned,
    ImmutableList<String> required,
    ImmutableList<String> ignored,
    Capabilities capabilities) {

  /**
   * An API that is used.
   *
   * @param type what
   * @param verbs how, for example {@code get} and {@code patch}
   * @param mesh whether in the mesh's cluster, else in the main one
   */
  public record Api(ResourceType type, ImmutableSet<String> verbs, boolean mesh) {}

  /**
   * The paths that a router manages on objects of a kind.
   *
   * @param kind of the objects
   * @param paths with dots, for example {@code spec.hosts}
   */
  public record OwnedPaths(String kind, ImmutableList<String> paths) {}
}
