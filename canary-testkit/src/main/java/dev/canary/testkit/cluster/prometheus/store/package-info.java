/**
 * Samples in memory: label sets, label matchers and time series with a bounded age and number. How
 * samples are collected belongs to the scrape package, what they mean to the promql package.
 */
@NullMarked
package dev.canary.testkit.cluster.prometheus.store;

import org.jspecify.annotations.NullMarked;
