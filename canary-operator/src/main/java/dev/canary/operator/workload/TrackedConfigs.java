package dev.canary.operator.workload;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.canary.core.store.StoredObject;
import java.util.Optional;

/**
 * The configs that are part of a revision, as they were read.
 *
 * @param enabled whether configs are tracked at all
 * @param sources what is tracked; empty when tracking is off
 */
record TrackedConfigs(boolean enabled, ImmutableMap<ConfigRef, StoredObject> sources) {

  static final TrackedConfigs OFF = new TrackedConfigs(false, ImmutableMap.of());

  boolean has(ConfigRef ref) {
    return sources.containsKey(ref);
  }

  /** Returns the checksum per status key in the order of keys; absent when tracking is off. */
  Optional<ImmutableMap<String, String>> checksums() {
    if (!enabled) {
      return Optional.empty();
    }
    ImmutableSortedMap.Builder<String, String> checksums = ImmutableSortedMap.naturalOrder();
    sources.forEach(
        (ref, source) -> checksums.put(ref.statusKey(), ConfigChecksum.of(source.tree())));
    return Optional.of(checksums.buildOrThrow());
  }
}
