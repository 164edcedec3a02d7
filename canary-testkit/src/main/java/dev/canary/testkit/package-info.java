/**
 * Everything to test a progressive rollout without Kubernetes: contracts, fakes, the simulator and
 * an embedded cluster.
 *
 * <p>Each lives in a package of its own, and this one stays empty. Nothing here knows the operator.
 */
@NullMarked
package dev.canary.testkit;

import org.jspecify.annotations.NullMarked;
