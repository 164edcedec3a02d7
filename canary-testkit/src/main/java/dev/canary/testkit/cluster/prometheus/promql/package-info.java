/**
 * A subset of PromQL, defined by its grammar: the text of a query, its syntax tree and its value on
 * the samples of a store, as Prometheus 2 computes it. What the subset lacks is an error that names
 * the token. Collecting samples and serving queries over HTTP belong to other packages.
 */
@NullMarked
package dev.canary.testkit.cluster.prometheus.promql;

import org.jspecify.annotations.NullMarked;
