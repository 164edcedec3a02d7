/**
 * The operator process: its entry point.
 *
 * <p>Everything else is in the packages below; the domain is in canary-core and knows nothing of
 * this.
 */
@NullMarked
package dev.canary.operator;

import org.jspecify.annotations.NullMarked;
