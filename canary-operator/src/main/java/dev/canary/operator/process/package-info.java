/**
 * The running operator: what is started in which order, and stopped in which.
 *
 * <p>The parts themselves are in the other packages.
 */
@NullMarked
package dev.canary.operator.process;

import org.jspecify.annotations.NullMarked;
