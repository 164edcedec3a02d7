package dev.canary.testkit.cluster.prometheus.scrape;

import dev.canary.testkit.cluster.prometheus.store.Labels;
import java.net.URI;

/**
 * How the last scrape of a target went.
 *
 * @param scrapes how many there were
 * @param lastError why the last one failed; empty if it did not
 */
public record TargetHealth(URI uri, Labels labels, long scrapes, String lastError) {

  /** Tells whether the last scrape gave samples. */
  public boolean up() {
    return scrapes > 0 && lastError.isEmpty();
  }
}
