package dev.canary.testkit.cluster.prometheus.store;

/** A new series does not fit; the message names it and the limit. */
public final class StoreFullException extends RuntimeException {

  StoreFullException(Labels labels, int maxSeries) {
    super(
        "no room for series %s: %d series are held; export fewer label values or raise the limit"
            .formatted(labels, maxSeries));
  }
}
