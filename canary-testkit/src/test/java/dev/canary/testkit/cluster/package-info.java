/**
 * Tests of the whole cluster with real requests, and what they share: a caller and a wait with a
 * deadline.
 */
@NullMarked
package dev.canary.testkit.cluster;

import org.jspecify.annotations.NullMarked;
