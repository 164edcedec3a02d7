/**
 * Tells what happened: events on the canary, event hooks, log lines and metrics.
 *
 * <p>Nothing here decides anything, and nothing here may slow traffic down.
 */
@NullMarked
package dev.canary.operator.notify;

import org.jspecify.annotations.NullMarked;
