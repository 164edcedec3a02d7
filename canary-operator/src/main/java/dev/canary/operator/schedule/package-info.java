/**
 * When ticks run: watched changes become looks, due times become turns.
 *
 * <p>One tick per canary at a time, each on a virtual thread of its own. What a tick does is the
 * core's business.
 */
@NullMarked
package dev.canary.operator.schedule;

import org.jspecify.annotations.NullMarked;
