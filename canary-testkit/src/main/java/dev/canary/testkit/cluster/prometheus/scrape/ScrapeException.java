package dev.canary.testkit.cluster.prometheus.scrape;

/** A target gave no samples; the message says why. */
final class ScrapeException extends Exception {

  ScrapeException(String problem) {
    super(problem);
  }

  ScrapeException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
