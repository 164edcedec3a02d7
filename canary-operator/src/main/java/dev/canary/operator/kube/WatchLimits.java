package dev.canary.operator.kube;

import java.time.Duration;

/**
 * How long a watch waits for what.
 *
 * @param firstSync a reader waits this long for the first complete list
 * @param stale a watch cut off for longer than this answers nothing
 * @param probe what was not served or not permitted is tried again after this
 * @param slowest longest pause between two tries to reconnect; the first is a fiftieth of it
 * @param length the API server is asked to end a watch after this, so that a dead connection is
 *     noticed
 */
public record WatchLimits(
    Duration firstSync, Duration stale, Duration probe, Duration slowest, Duration length) {

  /** The values of the operator. */
  public static final WatchLimits DEFAULTS =
      new WatchLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMinutes(5));
}
