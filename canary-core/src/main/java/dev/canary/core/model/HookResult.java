package dev.canary.core.model;

/** What calling a hook gave. */
public sealed interface HookResult {

  /** Status 200, 201 or 202. */
  record Approved() implements HookResult {}

  /**
   * Anything else, a missing answer included.
   *
   * @param error as it appears in messages
   */
  record Refused(String error) implements HookResult {}
}
