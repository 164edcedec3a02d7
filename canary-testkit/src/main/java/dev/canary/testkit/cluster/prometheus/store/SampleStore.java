package dev.canary.testkit.cluster.prometheus.store;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Holds time series in memory; safe for use by several threads.
 *
 * <p>A series keeps what is not older than the retention, counted from its own newest sample. The
 * number of series is bounded: a new one first takes the place of those whose newest sample is
 * older than the retention, counted from the newest sample of all.
 */
public final class SampleStore {

  /** How long samples are kept unless told otherwise. */
  public static final Duration DEFAULT_RETENTION = Duration.ofHours(1);

  /** How many series are kept unless told otherwise. */
  public static final int DEFAULT_MAX_SERIES = 10_000;

  private final long retentionMillis;
  private final int maxSeries;
  private final Map<Labels, Series> series = new HashMap<>();
  private long newest = Long.MIN_VALUE;

  /** Creates an empty store that keeps samples for the retention. */
  public SampleStore(Duration retention, int maxSeries) {
    this.retentionMillis = retention.toMillis();
    this.maxSeries = maxSeries;
  }

  /** Creates an empty store with the default bounds. */
  public static SampleStore create() {
    return new SampleStore(DEFAULT_RETENTION, DEFAULT_MAX_SERIES);
  }

  /**
   * Adds a sample.
   *
   * @param timeMillis milliseconds since the epoch
   * @param value a number or {@link Staleness#MARKER}
   * @return false if the series already has a sample of that time or a newer one; nothing is
   *     changed
   * @throws StoreFullException if the series is new and there is no room; nothing is changed
   */
  public synchronized boolean append(Labels labels, long timeMillis, double value) {
    Series found = series.get(labels);
    if (found == null) {
      found = newSeries(labels);
    }
    newest = Math.max(newest, timeMillis);
    return found.append(timeMillis, value, timeMillis - retentionMillis);
  }

  /** Ends a series until its next sample; nothing if there is no such series. */
  public synchronized void markStale(Labels labels, long timeMillis) {
    if (series.containsKey(labels)) {
      append(labels, timeMillis, Staleness.MARKER);
    }
  }

  private Series newSeries(Labels labels) {
    if (series.size() >= maxSeries) {
      series.values().removeIf(old -> old.newest() < newest - retentionMillis);
    }
    if (series.size() >= maxSeries) {
      throw new StoreFullException(labels, maxSeries);
    }
    Series created = new Series(labels);
    series.put(labels, created);
    return created;
  }

  /** Returns the number of series held, absent ones included. */
  public synchronized int seriesCount() {
    return series.size();
  }

  /**
   * Returns the samples of all series that match, from {@code first} to {@code last} in
   * milliseconds since the epoch, both included; series without any are left out. Sorted by labels.
   */
  public ImmutableList<Samples> between(List<LabelMatcher> matchers, long first, long last) {
    return select(matchers, candidate -> candidate.between(first, last));
  }

  /**
   * Returns the newest sample of each series that matches, from {@code first} to {@code last}, both
   * included. A series whose newest sample there is a stale marker is left out. Sorted by labels.
   */
  public ImmutableList<Samples> newest(List<LabelMatcher> matchers, long first, long last) {
    return select(matchers, candidate -> candidate.newestBetween(first, last));
  }

  private synchronized ImmutableList<Samples> select(
      List<LabelMatcher> matchers, Function<Series, Samples> part) {
    return series.values().stream()
        .filter(
            candidate -> matchers.stream().allMatch(matcher -> matcher.matches(candidate.labels())))
        .map(part)
        .filter(samples -> samples.size() > 0)
        .sorted(Comparator.comparing(samples -> samples.labels().toString()))
        .collect(toImmutableList());
  }
}
