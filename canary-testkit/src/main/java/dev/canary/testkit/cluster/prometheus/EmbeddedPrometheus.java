package dev.canary.testkit.cluster.prometheus;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.prometheus.http.ApiServer;
import dev.canary.testkit.cluster.prometheus.scrape.Scraper;
import dev.canary.testkit.cluster.prometheus.scrape.TargetHealth;
import dev.canary.testkit.cluster.prometheus.store.SampleStore;
import dev.canary.testkit.cluster.time.ClusterTimer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A Prometheus in this process: scrapes targets over HTTP, keeps an hour of samples in memory and
 * answers queries over the Prometheus HTTP API on loopback.
 *
 * <p>Timestamps, intervals and the instant of a query are cluster time, so a query for the last
 * minute means the last minute of the cluster. Values are what the targets show, unscaled.
 */
public final class EmbeddedPrometheus implements AutoCloseable {
  private final SampleStore store;
  private final Scraper scraper;
  private final ApiServer api;

  private EmbeddedPrometheus(SampleStore store, Scraper scraper, ApiServer api) {
    this.store = store;
    this.scraper = scraper;
    this.api = api;
  }

  /**
   * Starts without targets.
   *
   * @param timer the cluster's clock; not closed with this object
   * @param scrapeInterval cluster time between two scrapes of a target, at least one millisecond
   */
  public static EmbeddedPrometheus start(ClusterTimer timer, Duration scrapeInterval) {
    SampleStore store = SampleStore.create();
    return new EmbeddedPrometheus(
        store, new Scraper(store, timer, scrapeInterval), ApiServer.start(store, timer));
  }

  /**
   * Begins to scrape a target: first at once, then at each interval.
   *
   * @param uri where the target shows its metrics, path included
   * @param labels what its series get in addition; a label {@code instance} is added if missing
   * @throws IllegalArgumentException if the URI is not plain HTTP, is a target already, or there
   *     are too many
   */
  public void addTarget(URI uri, Map<String, String> labels) {
    scraper.add(uri, labels);
  }

  /** Ends the scrapes of a target and marks its series stale; nothing if it is no target. */
  public void removeTarget(URI uri) {
    scraper.remove(uri);
  }

  /** Scrapes all targets now and returns when all have answered or failed. */
  public void scrapeNow() {
    scraper.scrapeAll();
  }

  /** Returns how the last scrape of each target went. */
  public ImmutableList<TargetHealth> targets() {
    return scraper.targets();
  }

  /** Returns the samples collected, to be evaluated without HTTP. */
  public SampleStore store() {
    return store;
  }

  /** Returns where the HTTP API is, without a path. */
  public URI url() {
    return api.url();
  }

  /** Ends scraping and serving. */
  @Override
  public void close() {
    scraper.close();
    api.close();
  }
}
