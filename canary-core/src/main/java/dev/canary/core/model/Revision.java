package dev.canary.core.model;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * One version of a target: what its template hashes to, and which generation of which object it was
 * seen on.
 *
 * <p>Hashes never start a rollout by themselves: on the same object and generation the target did
 * not change, whatever a newer hash scheme or a newly defaulted field makes of it.
 *
 * @param hash opaque fingerprint with its scheme as prefix, or the one an earlier controller left
 * @param uid of the object; empty if not known
 * @param generation of the object; 0 if it has none
 * @param configs checksum per tracked config, keyed {@code configmap/NAME} or {@code secret/NAME};
 *     absent when configs are not tracked
 */
public record Revision(
    String hash, String uid, long generation, Optional<ImmutableMap<String, String>> configs) {

  /** Returns a revision known by its hash alone. */
  public static Revision ofHash(String hash) {
    return new Revision(hash, "", 0, Optional.empty());
  }

  /** Returns whether the template is the same: by object and generation, else by hash. */
  public boolean sameTemplate(Revision other) {
    boolean sameGeneration =
        generation > 0 && generation == other.generation && !uid.isEmpty() && uid.equals(other.uid);
    return sameGeneration || hash.equals(other.hash);
  }

  /**
   * Returns whether the tracked configs are the same. Absent and empty are the same: nothing is
   * referenced.
   */
  public boolean sameConfigs(Revision other) {
    return configs.orElse(ImmutableMap.of()).equals(other.configs.orElse(ImmutableMap.of()));
  }

  /** Returns whether template and configs are the same. */
  public boolean same(Revision other) {
    return sameTemplate(other) && sameConfigs(other);
  }

  /**
   * Returns the id that the pods of this revision carry in the primary ({@code flagger-id}):
   * derived from hash and configs, so that promoting twice rolls the pods once.
   */
  public String id() {
    String text = hash + " " + ImmutableSortedMap.copyOf(configs.orElse(ImmutableMap.of()));
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
