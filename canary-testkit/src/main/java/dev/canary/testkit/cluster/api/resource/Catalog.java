package dev.canary.testkit.cluster.api.resource;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.testkit.cluster.api.store.GroupResource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The resources served now: the built-in ones and those of the CRDs. Safe for all threads. */
public final class Catalog {

  private final AtomicReference<ImmutableMap<GroupResource, ResourceType>> types;

  /** Creates a catalog of the resources. */
  public Catalog(Iterable<ResourceType> builtIns) {
    Map<GroupResource, ResourceType> initial = new LinkedHashMap<>();
    builtIns.forEach(type -> initial.put(type.id(), type));
    types = new AtomicReference<>(ImmutableMap.copyOf(initial));
  }

  /** Serves the resource from now on, in place of an earlier one of the same name. */
  public void serve(ResourceType type) {
    types.updateAndGet(
        old -> {
          Map<GroupResource, ResourceType> next = new LinkedHashMap<>(old);
          next.put(type.id(), type);
          return ImmutableMap.copyOf(next);
        });
  }

  /** No longer serves the resource; one that is not served changes nothing. */
  public void withdraw(GroupResource id) {
    types.updateAndGet(
        old -> {
          Map<GroupResource, ResourceType> next = new LinkedHashMap<>(old);
          next.remove(id);
          return ImmutableMap.copyOf(next);
        });
  }

  /** Returns the resource. */
  public Optional<ResourceType> find(GroupResource id) {
    return Optional.ofNullable(types.get().get(id));
  }

  /** Returns the resource of a kind, whatever the version. */
  public Optional<ResourceType> findKind(String group, String kind) {
    return all().stream()
        .filter(type -> type.id().group().equals(group) && type.kind().equals(kind))
        .findFirst();
  }

  /** Returns all resources, built-in ones first. */
  public ImmutableList<ResourceType> all() {
    return types.get().values().asList();
  }

  /** Returns the groups with a name, in the order of their first resource. */
  public ImmutableSet<String> groups() {
    return all().stream()
        .map(type -> type.id().group())
        .filter(group -> !group.isEmpty())
        .collect(toImmutableSet());
  }

  /** Returns the versions of a group, preferred first. */
  public ImmutableSet<String> versions(String group) {
    return in(group).stream()
        .flatMap(type -> type.versionNames().stream())
        .sorted(VersionOrder.PREFERRED_FIRST)
        .collect(toImmutableSet());
  }

  /** Returns the resources of a group. */
  public ImmutableList<ResourceType> in(String group) {
    return all().stream()
        .filter(type -> type.id().group().equals(group))
        .collect(toImmutableList());
  }
}
