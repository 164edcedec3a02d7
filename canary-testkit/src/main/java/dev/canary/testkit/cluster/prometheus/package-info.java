/**
 * A Prometheus inside the embedded cluster: the parts of its sub-packages put together behind one
 * class. It knows neither the cluster's objects nor which metrics exist; others register the
 * targets.
 */
@NullMarked
package dev.canary.testkit.cluster.prometheus;

import org.jspecify.annotations.NullMarked;
