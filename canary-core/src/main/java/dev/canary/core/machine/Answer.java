package dev.canary.core.machine;

import dev.canary.core.model.HookResult;
import dev.canary.core.model.Measurement;
import java.util.Optional;

/** What was found out. */
public sealed interface Answer {

  /** What a hook said. */
  record Hooked(HookResult result) implements Answer {}

  /** What was measured. */
  record Measured(Measurement measurement) implements Answer {}

  /**
   * Whether metrics providers can be used.
   *
   * @param problem why not; absent if they can
   */
  record Probed(Optional<String> problem) implements Answer {}
}
