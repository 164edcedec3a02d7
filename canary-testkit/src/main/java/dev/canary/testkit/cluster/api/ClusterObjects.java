package dev.canary.testkit.cluster.api;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Reason;
import dev.canary.testkit.cluster.api.registry.DeleteOptions;
import dev.canary.testkit.cluster.api.registry.ListOptions;
import dev.canary.testkit.cluster.api.registry.Part;
import dev.canary.testkit.cluster.api.registry.Registry;
import dev.canary.testkit.cluster.api.registry.Target;
import dev.canary.testkit.cluster.api.registry.WriteOptions;
import dev.canary.testkit.cluster.api.resource.Catalog;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import dev.canary.testkit.cluster.api.resource.ServedVersion;
import dev.canary.testkit.cluster.api.store.Changes;
import dev.canary.testkit.cluster.api.store.VersionGoneException;
import dev.canary.testkit.cluster.api.store.VersionedStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The objects of a server without HTTP, for the test or the simulation beside it.
 *
 * <p>The rules are the same as over HTTP, but faults do not strike and nothing is counted. Kinds
 * are named by {@code apiVersion} and {@code kind}; a kind that is not served fails with reason
 * {@code NotFound}, as every failure an {@link ApiException}.
 */
public final class ClusterObjects {

  private final VersionedStore store;
  private final Catalog catalog;
  private final Registry registry;

  ClusterObjects(VersionedStore store, Catalog catalog, Registry registry) {
    this.store = store;
    this.catalog = catalog;
    this.registry = registry;
  }

  /**
   * Returns the object, if it exists.
   *
   * @param namespace empty for a resource of the whole cluster
   */
  public Optional<Tree> find(String apiVersion, String kind, String namespace, String name) {
    try {
      return Optional.of(registry.get(target(apiVersion, kind, namespace, name)));
    } catch (ApiException absent) {
      if (absent.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw absent;
    }
  }

  /** Returns the object. */
  public Tree get(String apiVersion, String kind, String namespace, String name) {
    return registry.get(target(apiVersion, kind, namespace, name));
  }

  /**
   * Returns the objects of a kind by namespace and name.
   *
   * @param namespace empty for all
   */
  public ImmutableList<Tree> list(String apiVersion, String kind, String namespace) {
    return list(target(apiVersion, kind, namespace, ""));
  }

  private ImmutableList<Tree> list(Target target) {
    return registry.list(target, ListOptions.all(target.type().id().plural())).items();
  }

  /** Creates the object; a namespace that is missing is created first. */
  public Tree create(Tree object) {
    Target target = targetOf(object);
    ensureNamespace(target.namespace());
    return registry.create(target.named(""), object, WriteOptions.DEFAULTS);
  }

  /**
   * Creates the object or replaces the one that exists, whatever its version; a {@code status} in
   * it is stored too. A namespace that is missing is created first.
   */
  public Tree apply(Tree object) {
    Target target = targetOf(object);
    ensureNamespace(target.namespace());
    Tree unversioned = object.without("metadata", "resourceVersion");
    Tree applied =
        find(target).isPresent()
            ? registry.patch(
                target, Part.MAIN, current -> overlaid(current, unversioned), WriteOptions.DEFAULTS)
            : registry.create(target.named(""), unversioned, WriteOptions.DEFAULTS);
    return target.version().status() && object.at("status").isPresent()
        ? registry.patch(
            target, Part.STATUS, current -> overlaid(current, unversioned), WriteOptions.DEFAULTS)
        : applied;
  }

  /** Changes an object by a function of what it is now; {@code status} stays as it is. */
  public Tree edit(
      String apiVersion, String kind, String namespace, String name, UnaryOperator<Tree> change) {
    return registry.patch(
        target(apiVersion, kind, namespace, name), Part.MAIN, change, WriteOptions.DEFAULTS);
  }

  /**
   * Changes the {@code status} of an object by a function of the object; of a built-in kind the
   * annotations too, and neither is a new generation.
   */
  public Tree editStatus(
      String apiVersion, String kind, String namespace, String name, UnaryOperator<Tree> change) {
    return registry.patch(
        target(apiVersion, kind, namespace, name), Part.STATUS, change, WriteOptions.DEFAULTS);
  }

  /** Deletes the object and returns it as it was last. */
  public Tree delete(String apiVersion, String kind, String namespace, String name) {
    return registry.delete(target(apiVersion, kind, namespace, name), DeleteOptions.DEFAULTS);
  }

  /** Returns the global version counter, the place to await changes from. */
  public long version() {
    return store.version();
  }

  /**
   * Returns the changes of a kind after a version, waiting for one if there is none.
   *
   * <p>The objects in them are in the version in which the server stores the kind.
   *
   * @param after {@link #version} before the last look, or {@link Changes#upTo} of the last answer
   * @param atMost how long to wait; then, or when the server ends its watches, the answer may have
   *     no changes
   * @throws VersionGoneException if the history no longer reaches back that far; look at the
   *     objects again
   */
  public Changes awaitChanges(String apiVersion, String kind, long after, Duration atMost)
      throws InterruptedException, VersionGoneException {
    Target target = target(apiVersion, kind, "", "");
    return store.awaitChanges(target.type().storage(), after, atMost);
  }

  private Optional<Tree> find(Target target) {
    return find(target.apiVersion(), target.type().kind(), target.namespace(), target.name());
  }

  private static Tree overlaid(Tree current, Tree wanted) {
    String version = current.textOr("", "metadata", "resourceVersion");
    return wanted.without("metadata", "uid").with(version, "metadata", "resourceVersion");
  }

  private Target targetOf(Tree object) {
    return target(
        object.textOr("", "apiVersion"),
        object.textOr("", "kind"),
        object.textOr("", "metadata", "namespace"),
        object.textOr("", "metadata", "name"));
  }

  private void ensureNamespace(String namespace) {
    Target target = target("v1", "Namespace", "", namespace);
    if (!namespace.isEmpty() && find(target).isEmpty()) {
      Tree metadata = Tree.members().put("name", namespace).build();
      registry.create(
          target.named(""),
          Tree.members().put("metadata", metadata).build(),
          WriteOptions.DEFAULTS);
    }
  }

  private Target target(String apiVersion, String kind, String namespace, String name) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    ResourceType type =
        catalog.findKind(group, kind).orElseThrow(() -> notServed(apiVersion, kind));
    ServedVersion version =
        type.version(apiVersion.substring(slash + 1))
            .orElseThrow(() -> notServed(apiVersion, kind));
    String scope = !type.namespaced() ? "" : namespace;
    return new Target(type, version, scope, name);
  }

  private static ApiException notServed(String apiVersion, String kind) {
    return ApiException.of(
        Reason.NOT_FOUND, "no resource serves kind " + kind + " in version " + apiVersion);
  }
}
