/**
 * The cluster's own way to its API server: plain Kubernetes REST over HTTP, and live copies of what
 * is watched. It knows nothing of what the objects mean. The operator under test brings a client of
 * its own and never uses this one.
 */
@NullMarked
package dev.canary.testkit.cluster.client;

import org.jspecify.annotations.NullMarked;
