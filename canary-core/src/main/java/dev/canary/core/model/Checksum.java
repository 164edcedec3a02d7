package dev.canary.core.model;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The checksum that hooks receive: target hash and tracked configs in ten characters (state machine
 * chapter, section 10.3).
 */
public final class Checksum {

  private static final String DIGITS = "456789bcdf";

  private Checksum() {}

  /** Returns the checksum of a revision as it was last taken into account. */
  public static String of(Optional<Revision> applied) {
    return of(applied.flatMap(Revision::configs), applied.map(Revision::hash).orElse(""));
  }

  /** Returns the checksum of tracked configs and target hash. */
  public static String of(Optional<? extends Map<String, String>> configs, String hash) {
    String tracked =
        configs
            .map(
                entries ->
                    new TreeMap<>(entries)
                        .entrySet().stream()
                            .map(entry -> entry.getKey() + ":" + entry.getValue())
                            .collect(Collectors.joining(" ", "map[", "]")))
            .orElse("<nil>");
    return safe(
        fnv(
            "(struct { TrackedConfigs *map[string]string; LastAppliedSpec string })"
                + "{TrackedConfigs:(*map[string]string)"
                + tracked
                + " LastAppliedSpec:(string)"
                + hash
                + "}"));
  }

  /** Returns the 32-bit FNV-1a of the text's UTF-8 bytes. */
  private static int fnv(String text) {
    int hash = 0x811c9dc5;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * 0x01000193;
    }
    return hash;
  }

  private static String safe(int hash) {
    return Integer.toUnsignedString(hash)
        .chars()
        .mapToObj(digit -> String.valueOf(DIGITS.charAt(digit - '0')))
        .collect(Collectors.joining());
  }
}
