package dev.canary.operator.workload;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.StoredObject;

/**
 * The one label by which pods of target and primary are told apart (workload chapter, section 3).
 *
 * @param key the first configured key that the target selects by
 * @param value what the target's pods carry
 */
record SelectorLabel(String key, String value) {

  /** Returns what the primary's pods carry. */
  String primaryValue() {
    return value + "-primary";
  }

  /** Returns the selector of the target's pods. */
  ImmutableMap<String, String> canarySelector() {
    return ImmutableMap.of(key, value);
  }

  /** Returns the selector of the primary's pods. */
  ImmutableMap<String, String> primarySelector() {
    return ImmutableMap.of(key, primaryValue());
  }

  /**
   * Finds the label of a workload.
   *
   * @throws PortUnavailable if the workload selects by none of the configured keys
   */
  static SelectorLabel of(StoredObject workload, WorkloadSettings settings) {
    ImmutableMap<String, String> selector =
        workload.tree().texts("spec", "selector", "matchLabels");
    for (String key : settings.selectorLabels()) {
      String value = selector.get(key);
      if (value != null) {
        return new SelectorLabel(key, value);
      }
    }
    throw new PortUnavailable(
        Cause.MISSING_REFERENCE,
        "getSelectorLabel failed: %s spec.selector.matchLabels must contain one of [%s]"
            .formatted(Types.told(workload.key()), String.join(" ", settings.selectorLabels())));
  }
}
