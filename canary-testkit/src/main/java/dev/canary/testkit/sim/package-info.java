/**
 * Runs the real tick over fakes that fail, lie and die: one seed, one clock, all I/O in memory. A
 * library, so that embedders can put their own scenarios and routers under the same weather.
 *
 * <p>Scenarios, faults and invariants live here. The fakes themselves are in the package fake, and
 * nothing here decides anything about rollouts.
 */
@NullMarked
package dev.canary.testkit.sim;

import org.jspecify.annotations.NullMarked;
