package dev.canary.router.istio;

/**
 * The forms in which HTTP routes are written (router chapter, rule R18). Objects in the older form
 * are accepted as they are until a position is written.
 */
enum Dialect {
  /** What this router writes. */
  CURRENT,
  /**
   * What Flagger 1.44 writes: conditions replaced instead of merged (H9), the expiring cookie
   * without attributes and in a header block shared with the weighted rule (H6, H26), cookie names
   * unquoted (H26), the mirror without a port (H24).
   */
  FLAGGER
}
