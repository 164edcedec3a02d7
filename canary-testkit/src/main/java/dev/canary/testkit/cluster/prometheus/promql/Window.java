package dev.canary.testkit.cluster.prometheus.promql;

import dev.canary.testkit.cluster.prometheus.store.Samples;

/**
 * The samples of one series within a range, both ends included; at least one.
 *
 * @param start milliseconds since the epoch
 * @param end milliseconds since the epoch
 */
record Window(Samples samples, long start, long end) {

  double[] values() {
    return samples.values();
  }

  int size() {
    return samples.size();
  }

  double seconds() {
    return (end - start) / 1000.0;
  }

  double first() {
    return values()[0];
  }

  double last() {
    return values()[size() - 1];
  }

  /** Returns the seconds from the begin of the range to the first sample. */
  double secondsToFirst() {
    return (samples.times()[0] - start) / 1000.0;
  }

  /** Returns the seconds from the first sample to the last. */
  double secondsSampled() {
    return (samples.times()[size() - 1] - samples.times()[0]) / 1000.0;
  }

  /** Returns the seconds from the last sample to the end of the range. */
  double secondsFromLast() {
    return (end - samples.times()[size() - 1]) / 1000.0;
  }
}
