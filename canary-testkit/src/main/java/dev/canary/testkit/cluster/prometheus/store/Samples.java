package dev.canary.testkit.cluster.prometheus.store;

/**
 * Samples of one series in order of time, stale markers left out. The arrays are the holder's own
 * copies; whoever has the record may change them.
 *
 * @param times milliseconds since the epoch
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never compared; a list of boxes costs eight times as much
public record Samples(Labels labels, long[] times, double[] values) {

  /** Returns the number of samples. */
  public int size() {
    return times.length;
  }
}
