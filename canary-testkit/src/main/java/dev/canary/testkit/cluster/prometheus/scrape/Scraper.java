package dev.canary.testkit.cluster.prometheus.scrape;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import dev.canary.testkit.cluster.prometheus.store.SampleStore;
import dev.canary.testkit.cluster.time.ClusterTimer;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Scrapes every registered target at once when it is added and then at each interval. */
public final class Scraper implements AutoCloseable {

  /** How many targets are scraped at most. */
  public static final int MAX_TARGETS = 500;

  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(10);

  /** A target with its two jobs: the first scrape and the repeated ones. */
  private record Job(TargetScrape scrape, ClusterTimer.Task first, ClusterTimer.Task repeated) {
    void stop() {
      first.close();
      repeated.close();
      scrape.end();
    }
  }

  private final SampleStore store;
  private final ClusterTimer timer;
  private final Duration interval;
  private final TargetClient client;
  private final Map<URI, Job> jobs = new LinkedHashMap<>();

  /**
   * Creates a scraper without targets.
   *
   * @param interval cluster time between two scrapes of a target; a scrape may take that long in
   *     real time, but at least 2 and at most 10 seconds
   */
  public Scraper(SampleStore store, ClusterTimer timer, Duration interval) {
    this.store = store;
    this.timer = timer;
    this.interval = interval;
    Duration real = timer.toReal(interval);
    Duration atLeast = real.compareTo(SHORTEST_TIMEOUT) < 0 ? SHORTEST_TIMEOUT : real;
    this.client =
        new TargetClient(atLeast.compareTo(LONGEST_TIMEOUT) > 0 ? LONGEST_TIMEOUT : atLeast);
  }

  /**
   * Begins to scrape a target. Without a label {@code instance} it gets one: host and port.
   *
   * @throws IllegalArgumentException if the URI is not plain HTTP, is a target already, or there
   *     are too many
   */
  public synchronized void add(URI uri, Map<String, String> labels) {
    if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "target %s is no http URI with a host; give one like http://127.0.0.1:8080/metrics"
              .formatted(uri));
    }
    if (jobs.containsKey(uri)) {
      throw new IllegalArgumentException(
          "target %s is scraped already; remove it first".formatted(uri));
    }
    if (jobs.size() >= MAX_TARGETS) {
      throw new IllegalArgumentException(
          "target %s is one too many: at most %d are scraped; remove some first"
              .formatted(uri, MAX_TARGETS));
    }
    Labels given = Labels.of(labels);
    Labels all =
        given.get("instance").isEmpty() ? given.with("instance", uri.getAuthority()) : given;
    TargetScrape scrape = new TargetScrape(uri, all, client, store, timer);
    jobs.put(
        uri,
        new Job(
            scrape,
            timer.schedule(timer.instant(), scrape::run),
            timer.every(interval, scrape::run)));
  }

  /** Ends the scrapes of a target and marks its series stale; nothing if it is no target. */
  public void remove(URI uri) {
    Job job;
    synchronized (this) {
      job = jobs.remove(uri);
    }
    if (job != null) {
      job.stop();
    }
  }

  /** Scrapes all targets now, one after the other, and returns when all have answered or failed. */
  public void scrapeAll() {
    for (Job job : current()) {
      job.scrape().run();
    }
  }

  /** Returns how the targets are, in the order in which they were added. */
  public ImmutableList<TargetHealth> targets() {
    return ImmutableList.copyOf(Iterables.transform(current(), job -> job.scrape().health()));
  }

  private synchronized ImmutableList<Job> current() {
    return ImmutableList.copyOf(jobs.values());
  }

  /** Ends all scrapes; what was collected stays. */
  @Override
  public void close() {
    client.close();
    current().forEach(job -> remove(job.scrape().health().uri()));
  }
}
