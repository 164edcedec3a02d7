/**
 * Which of several processes acts: the Lease they share.
 *
 * <p>Only the decision is here; that nothing happens without it is checked before every effect, in
 * the core.
 */
@NullMarked
package dev.canary.operator.leader;

import org.jspecify.annotations.NullMarked;
