/**
 * Log lines in the form that dashboards read.
 *
 * <p>What is logged is decided where it happens.
 */
@NullMarked
package dev.canary.operator.log;

import org.jspecify.annotations.NullMarked;
