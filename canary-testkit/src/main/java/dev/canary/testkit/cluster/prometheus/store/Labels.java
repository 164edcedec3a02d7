package dev.canary.testkit.cluster.prometheus.store;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The identity of a time series: label names and values, sorted by name, metric name included. A
 * label with an empty value is the same as no label, so none is held.
 */
public record Labels(ImmutableSortedMap<String, String> values) {

  /** The label that holds the metric name. */
  public static final String METRIC_NAME = "__name__";

  /** The label that holds the upper bound of a histogram bucket. */
  public static final String BUCKET_BOUND = "le";

  /** No label at all. */
  public static final Labels EMPTY = new Labels(ImmutableSortedMap.of());

  /** Drops labels with an empty value. */
  public Labels {
    if (values.containsValue("")) {
      values = ImmutableSortedMap.copyOf(Maps.filterValues(values, value -> !value.isEmpty()));
    }
  }

  /** Returns the labels of the map. */
  public static Labels of(Map<String, String> values) {
    return new Labels(ImmutableSortedMap.copyOf(values));
  }

  /** Returns the value of a label, or the empty string. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** Returns these labels with one set; an empty value removes it. */
  public Labels with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(values);
    changed.put(name, value);
    return of(changed);
  }

  /** Returns only the labels of those names. */
  public Labels keep(Collection<String> names) {
    return new Labels(ImmutableSortedMap.copyOf(Maps.filterKeys(values, names::contains)));
  }

  /** Returns all labels but those of the names. */
  public Labels drop(Collection<String> names) {
    return new Labels(
        ImmutableSortedMap.copyOf(Maps.filterKeys(values, name -> !names.contains(name))));
  }

  /** Returns all labels but the metric name. */
  public Labels dropMetricName() {
    return values.containsKey(METRIC_NAME) ? with(METRIC_NAME, "") : this;
  }

  /** Returns the notation of the exposition format, such as {@code up{job="podinfo"}}. */
  @Override
  public String toString() {
    return get(METRIC_NAME)
        + dropMetricName().values().entrySet().stream()
            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
            .collect(Collectors.joining(", ", "{", "}"));
  }
}
