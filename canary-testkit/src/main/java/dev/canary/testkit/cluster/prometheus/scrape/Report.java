package dev.canary.testkit.cluster.prometheus.scrape;

import java.util.Locale;

/** The series that every scrape leaves about itself, named as in Prometheus. */
enum Report {
  /** 1 if the scrape gave samples, 0 if it failed. */
  UP,
  /** How long the scrape took, in seconds of real time. */
  SCRAPE_DURATION_SECONDS,
  /** How many samples the target showed. */
  SCRAPE_SAMPLES_SCRAPED;

  String metric() {
    return name().toLowerCase(Locale.ROOT);
  }
}
