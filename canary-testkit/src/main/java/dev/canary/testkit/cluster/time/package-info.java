/**
 * The one clock of an embedded cluster: time that may run faster than real time, and work done in
 * that time. What is done at those times (scrapes, readiness, load) belongs to the other packages
 * of the cluster; so does everything that measures real latencies, which are never scaled.
 */
@NullMarked
package dev.canary.testkit.cluster.time;

import org.jspecify.annotations.NullMarked;
