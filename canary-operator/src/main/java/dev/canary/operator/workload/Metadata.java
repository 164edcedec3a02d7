package dev.canary.operator.workload;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.function.Predicate;

/** The filters on labels and annotations (workload chapter, section 1.2). */
final class Metadata {

  /** Keeps Flux away from objects that the operator writes. */
  static final ImmutableMap<String, String> FLUX =
      ImmutableMap.of(
          "kustomize.toolkit.fluxcd.io/reconcile", "disabled",
          "helm.toolkit.fluxcd.io/driftDetection", "disabled");

  private Metadata() {}

  /** F-drop: all but Flux's own keys. */
  static ImmutableMap<String, String> dropped(Map<String, String> all) {
    return filtered(all, key -> !key.contains("toolkit.fluxcd.io"));
  }

  /** F-prefix: what survives F-drop and starts with one of the prefixes. */
  static ImmutableMap<String, String> prefixed(
      Map<String, String> all, ImmutableList<String> prefixes) {
    return filtered(
        dropped(all), key -> prefixes.stream().anyMatch(p -> p.equals("*") || key.startsWith(p)));
  }

  /** F-primary: what survives F-drop, with the key set. */
  static ImmutableMap<String, String> primary(Map<String, String> all, String key, String value) {
    return Trees.merged(dropped(all), Map.of(key, value));
  }

  private static ImmutableMap<String, String> filtered(
      Map<String, String> all, Predicate<String> kept) {
    return all.entrySet().stream()
        .filter(entry -> kept.test(entry.getKey()))
        .collect(toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
