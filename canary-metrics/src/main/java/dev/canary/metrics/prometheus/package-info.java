/**
 * Asks a Prometheus server over its HTTP API.
 *
 * <p>Everything that is not particular to Prometheus belongs to the package source.
 */
@NullMarked
package dev.canary.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
