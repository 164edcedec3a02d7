package dev.canary.testkit.cluster.load;

/**
 * How a command ended.
 *
 * @param exitStatus 0 for success
 * @param output what it printed
 */
record CommandResult(int exitStatus, String output) {

  /** Returns whether it succeeded. */
  boolean succeeded() {
    return exitStatus == 0;
  }
}
