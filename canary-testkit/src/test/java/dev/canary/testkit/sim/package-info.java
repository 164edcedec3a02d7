/** Runs of the simulator: a fault at every call, random weather, and rules that can be broken. */
@NullMarked
package dev.canary.testkit.sim;

import org.jspecify.annotations.NullMarked;
