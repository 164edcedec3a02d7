package dev.canary.testkit.cluster.proxy;

import com.google.common.collect.ImmutableList;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts durations in the buckets that Envoy uses unless told otherwise, in milliseconds. */
final class Histogram {

  /** The upper bounds of Envoy's default histogram buckets. */
  static final ImmutableList<Double> BOUNDS =
      ImmutableList.of(
          0.5, 1.0, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0, 2500.0, 5000.0, 10000.0,
          30000.0, 60000.0, 300000.0, 600000.0, 1800000.0, 3600000.0);

  private final ImmutableList<LongAdder> buckets =
      BOUNDS.stream().map(bound -> new LongAdder()).collect(ImmutableList.toImmutableList());
  private final LongAdder count = new LongAdder();
  private final DoubleAdder sum = new DoubleAdder();

  /** Counts one duration. */
  void observe(double millis) {
    for (int i = 0; i < BOUNDS.size(); i++) {
      if (millis <= BOUNDS.get(i)) {
        buckets.get(i).increment();
        break;
      }
    }
    sum.add(millis);
    count.increment();
  }

  /** Returns how many durations were in the bucket itself, smaller ones left out. */
  long inBucket(int index) {
    return buckets.get(index).sum();
  }

  long count() {
    return count.sum();
  }

  double sum() {
    return sum.sum();
  }
}
