/**
 * One in-memory implementation per port of the core, for tests and simulations: scripted, counting,
 * and open to interceptors that fail or kill at any call.
 *
 * <p>No fake decides anything about rollouts, and nothing here depends on a test framework.
 */
@NullMarked
package dev.canary.testkit.fake;

import org.jspecify.annotations.NullMarked;
