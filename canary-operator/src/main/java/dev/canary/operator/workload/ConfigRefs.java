package dev.canary.operator.workload;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Tree;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Where pod specs refer to ConfigMaps and Secrets (workload chapter, section 8.1). */
final class ConfigRefs {

  /**
   * One kind of place.
   *
   * @param pattern path of the referring object in a pod spec
   * @param member its member that holds the name
   */
  private record Place(String pattern, String member, ResourceType type) {}

  private static final ImmutableList<Place> PLACES =
      ImmutableList.of(
          new Place("volumes.*.configMap", "name", Types.CONFIG_MAP),
          new Place("volumes.*.secret", "secretName", Types.SECRET),
          new Place("volumes.*.projected.sources.*.configMap", "name", Types.CONFIG_MAP),
          new Place("volumes.*.projected.sources.*.secret", "name", Types.SECRET),
          new Place("containers.*.env.*.valueFrom.configMapKeyRef", "name", Types.CONFIG_MAP),
          new Place("containers.*.env.*.valueFrom.secretKeyRef", "name", Types.SECRET),
          new Place("containers.*.envFrom.*.configMapRef", "name", Types.CONFIG_MAP),
          new Place("containers.*.envFrom.*.secretRef", "name", Types.SECRET),
          new Place("initContainers.*.env.*.valueFrom.configMapKeyRef", "name", Types.CONFIG_MAP),
          new Place("initContainers.*.env.*.valueFrom.secretKeyRef", "name", Types.SECRET),
          new Place("initContainers.*.envFrom.*.configMapRef", "name", Types.CONFIG_MAP),
          new Place("initContainers.*.envFrom.*.secretRef", "name", Types.SECRET));

  private ConfigRefs() {}

  /**
   * Returns what a pod spec refers to, and whether it can run without. Who refers to one name twice
   * needs it if one of the places does.
   */
  static ImmutableSortedMap<ConfigRef, Boolean> optionalByRef(Tree podSpec) {
    Map<ConfigRef, Boolean> found = new TreeMap<>();
    for (Place place : PLACES) {
      Trees.replaceAll(
          podSpec,
          place.pattern,
          at -> {
            at.text(place.member)
                .map(name -> new ConfigRef(place.type, name))
                .ifPresent(ref -> found.merge(ref, at.isTrue("optional"), Boolean::logicalAnd));
            return at;
          });
    }
    return ImmutableSortedMap.copyOf(found);
  }

  /** Returns the pod spec with references to the copies of what is tracked. */
  static Tree toCopies(Tree podSpec, Predicate<ConfigRef> tracked) {
    Tree rewritten = podSpec;
    for (Place place : PLACES) {
      rewritten =
          Trees.replaceAll(
              rewritten,
              place.pattern,
              at ->
                  at.text(place.member)
                      .map(name -> new ConfigRef(place.type, name))
                      .filter(tracked)
                      .map(ref -> at.with(ref.copyName(), place.member))
                      .orElse(at));
    }
    return rewritten;
  }
}
