package dev.canary.testkit.cluster.prometheus.promql;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.canary.testkit.cluster.prometheus.store.Labels.BUCKET_BOUND;

import dev.canary.testkit.cluster.prometheus.promql.Quantiles.Bucket;
import dev.canary.testkit.cluster.prometheus.promql.Value.Element;
import dev.canary.testkit.cluster.prometheus.promql.Value.Vector;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import dev.canary.testkit.cluster.prometheus.store.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the buckets of a vector together into histograms: those alike in all labels but the bound.
 */
final class Histograms {

  private Histograms() {}

  /** Returns the q-quantile of each histogram; elements without a readable bound are left out. */
  static Vector quantile(double q, Vector buckets) {
    Map<Labels, SortedMap<Double, Double>> histograms = new LinkedHashMap<>();
    for (Element element : buckets.elements()) {
      Numbers.parse(element.labels().get(BUCKET_BOUND))
          .ifPresent(
              bound ->
                  histograms
                      .computeIfAbsent(identity(element.labels()), labels -> new TreeMap<>())
                      .merge(bound, element.value(), Double::sum));
    }
    return Vector.of(
        histograms.entrySet().stream()
            .map(
                histogram ->
                    new Element(
                        histogram.getKey(), Quantiles.ofHistogram(q, sorted(histogram.getValue()))))
            .collect(toImmutableList()));
  }

  private static Labels identity(Labels labels) {
    return labels.with(BUCKET_BOUND, "").dropMetricName();
  }

  private static List<Bucket> sorted(SortedMap<Double, Double> counts) {
    return counts.entrySet().stream()
        .map(bucket -> new Bucket(bucket.getKey(), bucket.getValue()))
        .collect(toImmutableList());
  }
}
