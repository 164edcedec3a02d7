package dev.canary.testkit.cluster.prometheus.scrape;

import com.google.common.collect.Sets;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import dev.canary.testkit.cluster.prometheus.store.SampleStore;
import dev.canary.testkit.cluster.prometheus.store.StoreFullException;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The scrapes of one target, one at a time.
 *
 * <p>A series that the target no longer shows, or that it showed before a scrape failed, gets a
 * stale marker; series with a time of their own do not, as in Prometheus. A scrape that does not
 * fit into the store fails.
 */
final class TargetScrape {
  private final URI uri;
  private final Labels labels;
  private final TargetClient client;
  private final SampleStore store;
  private final InstantSource clock;
  private final ReentrantLock turn = new ReentrantLock();
  private Set<Labels> shown = Set.of();
  private long lastTime = Long.MIN_VALUE;
  private long scrapes;
  private volatile boolean ended;
  private boolean marked;
  private volatile TargetHealth health;

  TargetScrape(
      URI uri, Labels labels, TargetClient client, SampleStore store, InstantSource clock) {
    this.uri = uri;
    this.labels = labels;
    this.client = client;
    this.store = store;
    this.clock = clock;
    this.health = new TargetHealth(uri, labels, 0, "");
  }

  TargetHealth health() {
    return health;
  }

  /** Scrapes once and records how it went; nothing if the target has ended. */
  void run() {
    turn.lock();
    try {
      if (!ended) {
        scrape(Math.max(clock.millis(), lastTime + 1));
      }
    } finally {
      turn.unlock();
    }
    markIfEnded();
  }

  /**
   * Marks all series of the target stale; there are no scrapes afterwards. A scrape under way is
   * not waited for: it writes nothing more, and the marks are left to it.
   */
  void end() {
    ended = true;
    markIfEnded();
  }

  private void markIfEnded() {
    if (!ended || !turn.tryLock()) {
      return;
    }
    try {
      if (!marked) {
        long time = Math.max(clock.millis(), lastTime + 1);
        replaceShown(Set.of(), time);
        for (Report report : Report.values()) {
          store.markStale(reportLabels(report), time);
        }
        marked = true;
      }
    } finally {
      turn.unlock();
    }
  }

  private void scrape(long time) {
    long began = System.nanoTime();
    int found = 0;
    String error = "";
    lastTime = time;
    try {
      List<ScrapedSample> samples = client.samples(uri);
      if (ended) {
        return;
      }
      found = samples.size();
      replaceShown(write(samples, time), time);
    } catch (ScrapeException e) {
      error = String.valueOf(e.getMessage());
      replaceShown(Set.of(), time);
    } catch (StoreFullException e) {
      error = String.valueOf(e.getMessage());
      lastTime = time + 1; // some samples of this time are written already
      replaceShown(Set.of(), lastTime);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    scrapes++;
    health = new TargetHealth(uri, labels, scrapes, report(error, found, seconds, time));
  }

  private Set<Labels> write(List<ScrapedSample> samples, long time) {
    Map<Labels, ScrapedSample> series = new HashMap<>();
    for (ScrapedSample sample : samples) {
      series.putIfAbsent(targetLabelsWin(sample.labels()), sample);
    }
    Set<Labels> untimed = new HashSet<>();
    try {
      series.forEach(
          (identity, sample) -> {
            store.append(identity, sample.time().orElse(time), sample.value());
            if (sample.time().isEmpty()) {
              untimed.add(identity);
            }
          });
      return untimed;
    } catch (StoreFullException e) {
      shown = Sets.union(shown, untimed).immutableCopy();
      throw e;
    }
  }

  private void replaceShown(Set<Labels> now, long time) {
    for (Labels before : shown) {
      if (!now.contains(before)) {
        store.markStale(before, time);
      }
    }
    shown = now;
  }

  /** Returns the labels of the sample and the target; a label of both is kept as exported_NAME. */
  private Labels targetLabelsWin(Labels sample) {
    Map<String, String> both = new HashMap<>(sample.values());
    labels
        .values()
        .forEach(
            (name, value) -> {
              String scraped = both.put(name, value);
              if (scraped != null) {
                both.put("exported_" + name, scraped);
              }
            });
    return Labels.of(both);
  }

  private String report(String error, int found, double seconds, long time) {
    try {
      store.append(reportLabels(Report.UP), time, error.isEmpty() ? 1 : 0);
      store.append(reportLabels(Report.SCRAPE_DURATION_SECONDS), time, seconds);
      store.append(reportLabels(Report.SCRAPE_SAMPLES_SCRAPED), time, found);
      return error;
    } catch (StoreFullException e) {
      return error.isEmpty() ? String.valueOf(e.getMessage()) : error;
    }
  }

  private Labels reportLabels(Report report) {
    return labels.with(Labels.METRIC_NAME, report.metric());
  }
}
