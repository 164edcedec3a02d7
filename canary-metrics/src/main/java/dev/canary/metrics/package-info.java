/**
 * Adapters that answer metric checks.
 *
 * <p>Verdicts are the core's; routers are not known here.
 */
@NullMarked
package dev.canary.metrics;

import org.jspecify.annotations.NullMarked;
