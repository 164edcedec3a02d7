package dev.canary.testkit.cluster.prometheus.promql;

import java.util.Arrays;
import java.util.List;

/** Quantiles of samples and of histograms. */
final class Quantiles {

  /**
   * A bucket of a histogram.
   *
   * @param bound the greatest value that is counted
   * @param count of all values up to the bound
   */
  record Bucket(double bound, double count) {}

  private Quantiles() {}

  /** Returns the q-quantile, interpolated between neighbours; infinite if q is outside 0 to 1. */
  static double ofSamples(double q, double[] samples) {
    if (outside(q)) {
      return beyond(q);
    }
    double[] sorted = samples.clone();
    Arrays.sort(sorted); // puts NaN last, Prometheus first
    int numbers = sorted.length;
    while (numbers > 0 && Double.isNaN(sorted[numbers - 1])) {
      numbers--;
    }
    int nans = sorted.length - numbers;
    double rank = q * (sorted.length - 1);
    int lower = (int) Math.floor(rank);
    int upper = Math.min(sorted.length - 1, lower + 1);
    double weight = rank - lower;
    return nansFirst(sorted, nans, lower) * (1 - weight) + nansFirst(sorted, nans, upper) * weight;
  }

  private static double nansFirst(double[] sorted, int nans, int index) {
    return index < nans ? Double.NaN : sorted[index - nans];
  }

  /**
   * Returns the q-quantile, interpolated within the bucket where it lies; the bound of the last
   * finite bucket if it lies beyond.
   *
   * @param buckets sorted by bound, each bound once
   * @return NaN without a bucket for everything, without a second bucket, or without observations
   */
  static double ofHistogram(double q, List<Bucket> buckets) {
    if (outside(q)) {
      return beyond(q);
    }
    int last = buckets.size() - 1;
    if (last < 1 || buckets.get(last).bound() != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double[] counts = neverFalling(buckets);
    if (counts[last] == 0) {
      return Double.NaN;
    }
    double rank = q * counts[last];
    int found = firstReaching(rank, counts);
    double end = buckets.get(found).bound();
    if (found == last) {
      return buckets.get(last - 1).bound();
    }
    if (found == 0 && end <= 0) {
      return end;
    }
    double start = found == 0 ? 0 : buckets.get(found - 1).bound();
    double below = found == 0 ? 0 : counts[found - 1];
    return start + (end - start) * ((rank - below) / (counts[found] - below));
  }

  /** Counts from scrapes at different instants may fall by a little; they are levelled. */
  private static double[] neverFalling(List<Bucket> buckets) {
    double[] counts = buckets.stream().mapToDouble(Bucket::count).toArray();
    double greatest = counts[0];
    for (int i = 1; i < counts.length; i++) {
      if (counts[i] > greatest) {
        greatest = counts[i];
      } else if (counts[i] < greatest) {
        counts[i] = greatest;
      }
    }
    return counts;
  }

  /** Bisects, so that NaN counts lead to the same bucket as in Prometheus; never past the last. */
  private static int firstReaching(double rank, double[] counts) {
    int low = 0;
    int high = counts.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (counts[middle] >= rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static boolean outside(double q) {
    return !(q >= 0 && q <= 1);
  }

  private static double beyond(double q) {
    return Double.isNaN(q) ? q : q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }
}
