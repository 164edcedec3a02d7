package dev.canary.testkit.cluster.prometheus.scrape;

import dev.canary.testkit.cluster.prometheus.store.Labels;
import java.util.OptionalLong;

/**
 * A sample as a target shows it.
 *
 * @param time milliseconds since the epoch, if the target gives one
 */
record ScrapedSample(Labels labels, double value, OptionalLong time) {}
