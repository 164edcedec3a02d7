/**
 * The part of the Prometheus HTTP API that asks queries, on a loopback port. What a query means
 * belongs to the promql package.
 */
@NullMarked
package dev.canary.testkit.cluster.prometheus.http;

import org.jspecify.annotations.NullMarked;
