/**
 * The JUnit extension that gives a test class an embedded cluster of its own. This and the
 * contracts are the only packages that may be used with JUnit alone; what a cluster is and does
 * belongs to the package cluster.
 */
@NullMarked
package dev.canary.testkit.junit;

import org.jspecify.annotations.NullMarked;
