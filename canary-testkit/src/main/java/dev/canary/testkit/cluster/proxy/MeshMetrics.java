package dev.canary.testkit.cluster.proxy;

import com.google.common.collect.ImmutableMap;
import dev.canary.testkit.cluster.client.ObjectName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the proxies of the mesh export: {@code istio_requests_total} and {@code
 * istio_request_duration_milliseconds}.
 *
 * <p>Counters belong to the pod whose proxy counted; with the pod they go, as a scraped sidecar
 * does. Durations are real time.
 */
final class MeshMetrics {

  private static final String REQUESTS = "istio_requests_total";
  private static final String DURATION = "istio_request_duration_milliseconds";
  private static final double NANOS_PER_MILLI = 1e6;

  private final ConcurrentMap<ImmutableMap<String, String>, Histogram> series =
      new ConcurrentHashMap<>();

  /** Counts one request. */
  void count(ImmutableMap<String, String> labels, Duration took) {
    series
        .computeIfAbsent(labels, fresh -> new Histogram())
        .observe(took.toNanos() / NANOS_PER_MILLI);
  }

  /** Forgets what was counted beside pods that no longer exist. */
  void retain(Predicate<ObjectName> exists) {
    series
        .keySet()
        .removeIf(
            labels ->
                !exists.test(
                    new ObjectName(
                        labels.getOrDefault("namespace", ""), labels.getOrDefault("pod", ""))));
  }

  /** Returns everything in the text format of Prometheus. */
  String text() {
    StringBuilder requests = new StringBuilder("# TYPE " + REQUESTS + " counter\n");
    StringBuilder durations = new StringBuilder("# TYPE " + DURATION + " histogram\n");
    for (Map.Entry<ImmutableMap<String, String>, Histogram> entry : series.entrySet()) {
      String labels = labels(entry.getKey());
      Histogram histogram = entry.getValue();
      line(requests, REQUESTS, labels, histogram.count());
      histogram(durations, labels, histogram);
    }
    return requests.append(durations).toString();
  }

  /** The buckets are read before the count, so that the last of them is never below another. */
  private static void histogram(StringBuilder out, String labels, Histogram histogram) {
    long below = 0;
    for (int i = 0; i < Histogram.BOUNDS.size(); i++) {
      below += histogram.inBucket(i);
      line(out, DURATION + "_bucket", labels + ",le=\"" + bound(i) + "\"", below);
    }
    long count = Math.max(below, histogram.count());
    line(out, DURATION + "_bucket", labels + ",le=\"+Inf\"", count);
    line(out, DURATION + "_sum", labels, histogram.sum());
    line(out, DURATION + "_count", labels, count);
  }

  private static String bound(int index) {
    double bound = Histogram.BOUNDS.get(index);
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  private static void line(StringBuilder out, String name, String labels, Number value) {
    out.append(name).append('{').append(labels).append("} ").append(value).append('\n');
  }

  private static String labels(ImmutableMap<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
        .collect(Collectors.joining(","));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
