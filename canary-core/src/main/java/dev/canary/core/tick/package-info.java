/**
 * The shell around the machine: the only code that orders I/O.
 *
 * <p>One tick reads, repairs, observes, converses, acts and tells. Decisions are made in the
 * machine package, never here.
 */
@NullMarked
package dev.canary.core.tick;

import org.jspecify.annotations.NullMarked;
