package dev.canary.testkit.cluster.api;

import java.time.Clock;
import java.time.InstantSource;

/**
 * How to run an {@link ApiServer}.
 *
 * @param port the loopback port; 0 for any free one
 * @param clock the source of timestamps in objects; watches and delays last in real time
 * @param history how many changes of each resource a watch can start behind, at least 1
 */
public record ApiServerConfig(int port, InstantSource clock, int history) {

  /** The values that suit most tests: any port, the system's clock, 10,000 changes. */
  public static final ApiServerConfig DEFAULTS = new ApiServerConfig(0, Clock.systemUTC(), 10_000);

  /** Returns this configuration on the port. */
  public ApiServerConfig withPort(int newPort) {
    return new ApiServerConfig(newPort, clock, history);
  }

  /** Returns this configuration with the clock. */
  public ApiServerConfig withClock(InstantSource newClock) {
    return new ApiServerConfig(port, newClock, history);
  }

  /** Returns this configuration with the history. */
  public ApiServerConfig withHistory(int newHistory) {
    return new ApiServerConfig(port, clock, newHistory);
  }
}
