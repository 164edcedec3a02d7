package dev.canary.operator.workload;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** Finds the configs that are part of a target's revision (workload chapter, section 8). */
final class ConfigTracker {

  private static final ImmutableSet<String> SECRET_TYPES =
      ImmutableSet.of(
          "Opaque", "kubernetes.io/basic-auth", "kubernetes.io/ssh-auth", "kubernetes.io/tls");

  private final Reader reader;
  private final boolean enabled;

  ConfigTracker(Reader reader, boolean enabled) {
    this.reader = reader;
    this.enabled = enabled;
  }

  /**
   * Reads everything that a workload's pods refer to and that is tracked. Only "not found" excuses
   * an optional reference; any other failure is one.
   */
  TrackedConfigs track(StoredObject workload) {
    if (!enabled) {
      return TrackedConfigs.OFF;
    }
    Tree podSpec = Trees.orEmpty(workload.tree().at("spec", "template", "spec"));
    return Failures.prefixed(
        "GetConfigRefs failed: ", () -> read(workload.key().namespace(), podSpec));
  }

  private TrackedConfigs read(String namespace, Tree podSpec) {
    ImmutableMap.Builder<ConfigRef, StoredObject> sources = ImmutableMap.builder();
    ConfigRefs.optionalByRef(podSpec)
        .forEach(
            (ref, optional) ->
                source(ref.source(namespace), optional)
                    .filter(source -> tracked(ref, source.tree()))
                    .ifPresent(source -> sources.put(ref, source)));
    return new TrackedConfigs(true, sources.buildOrThrow());
  }

  private Optional<StoredObject> source(ObjectKey key, boolean optional) {
    return optional ? reader.find(key) : Optional.of(reader.require(key, Cause.MISSING_REFERENCE));
  }

  private static boolean tracked(ConfigRef ref, Tree source) {
    boolean optedOut =
        source
            .textOr("", "metadata", "annotations", "flagger.app/config-tracking")
            .startsWith("disable");
    boolean suitable = !ref.secret() || SECRET_TYPES.contains(source.textOr("Opaque", "type"));
    return suitable && !optedOut;
  }
}
