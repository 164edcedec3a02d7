package dev.canary.testkit.cluster.prometheus.store;

import java.util.Arrays;

/** Samples of one label set in arrays that grow; not safe for use by several threads. */
final class Series {
  private static final int FIRST_CAPACITY = 16;

  private final Labels labels;
  private long[] times = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int from;
  private int to;

  Series(Labels labels) {
    this.labels = labels;
  }

  Labels labels() {
    return labels;
  }

  /** Returns the time of the newest sample, or the least long if there is none. */
  long newest() {
    return from == to ? Long.MIN_VALUE : times[to - 1];
  }

  /** Adds a sample unless it is not newer than the newest. */
  boolean append(long time, double value, long oldestKept) {
    if (time <= newest()) {
      return false;
    }
    while (from < to && times[from] < oldestKept) {
      from++;
    }
    if (to == times.length) {
      makeRoom();
    }
    times[to] = time;
    values[to] = value;
    to++;
    return true;
  }

  private void makeRoom() {
    int size = to - from;
    int capacity = size > times.length / 2 ? times.length * 2 : times.length;
    times = Arrays.copyOf(Arrays.copyOfRange(times, from, to), capacity);
    values = Arrays.copyOf(Arrays.copyOfRange(values, from, to), capacity);
    from = 0;
    to = size;
  }

  /** Returns the samples from {@code first} to {@code last}, both included, without markers. */
  Samples between(long first, long last) {
    int begin = firstAtOrAfter(first);
    int end = last == Long.MAX_VALUE ? to : firstAtOrAfter(last + 1);
    long[] foundTimes = new long[end - begin];
    double[] foundValues = new double[end - begin];
    int found = 0;
    for (int i = begin; i < end; i++) {
      if (!Staleness.isMarker(values[i])) {
        foundTimes[found] = times[i];
        foundValues[found] = values[i];
        found++;
      }
    }
    return new Samples(labels, Arrays.copyOf(foundTimes, found), Arrays.copyOf(foundValues, found));
  }

  /** Returns the newest sample from {@code first} to {@code last}; none if it is a marker. */
  Samples newestBetween(long first, long last) {
    int index = firstAtOrAfter(last + 1) - 1;
    return index < from || times[index] < first || Staleness.isMarker(values[index])
        ? new Samples(labels, new long[0], new double[0])
        : new Samples(labels, new long[] {times[index]}, new double[] {values[index]});
  }

  private int firstAtOrAfter(long time) {
    int index = Arrays.binarySearch(times, from, to, time);
    return index >= 0 ? index : -index - 1;
  }
}
