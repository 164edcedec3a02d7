package dev.canary.testkit.cluster.prometheus.promql;

import java.util.OptionalDouble;

/**
 * The increase of a counter over a range, extrapolated from its samples to the whole range.
 *
 * <p>A fall is a reset: what was counted before it is kept. If the samples begin or end near an
 * edge of the range, the series is taken to reach to that edge; if not, to begin or end half a
 * sampling interval beyond. A counter is never extrapolated back beyond the instant at which it
 * would have been zero.
 */
final class Counters {
  /** An edge is near within this many sampling intervals (Prometheus's own factor). */
  private static final double NEAR = 1.1;

  private Counters() {}

  /** Returns the increase per second; empty with fewer than two samples. */
  static OptionalDouble rate(Window window) {
    return window.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(raw(window) * (extrapolation(window) / window.seconds()));
  }

  /** Returns the increase; empty with fewer than two samples. */
  static OptionalDouble increase(Window window) {
    return window.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(raw(window) * extrapolation(window));
  }

  private static double raw(Window window) {
    double increase = window.last() - window.first();
    double previous = window.first();
    for (double value : window.values()) {
      if (value < previous) {
        increase += previous;
      }
      previous = value;
    }
    return increase;
  }

  private static double extrapolation(Window window) {
    double sampled = window.secondsSampled();
    double interval = sampled / (window.size() - 1);
    double increase = raw(window);
    double toStart = window.secondsToFirst();
    if (increase > 0 && window.first() >= 0) {
      toStart = Math.min(toStart, sampled * (window.first() / increase));
    }
    double covered = sampled + reach(toStart, interval) + reach(window.secondsFromLast(), interval);
    return covered / sampled;
  }

  private static double reach(double toEdge, double interval) {
    return toEdge < interval * NEAR ? toEdge : interval / 2;
  }
}
