/**
 * Pure functions: what a canary needs next.
 *
 * <p>A snapshot and the answers heard so far go in; a question, a decision or a time to wait until
 * comes out. No clock, no randomness, no I/O, no ports: the same arguments give the same turn.
 */
@NullMarked
package dev.canary.core.machine;

import org.jspecify.annotations.NullMarked;
