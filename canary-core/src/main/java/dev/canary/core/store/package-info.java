/**
 * Versioned objects as trees, for adapters that steer by writing objects.
 *
 * <p>Only adapters use this package; of the ports, RouterContext alone names it. Embedders may back
 * it with any client.
 */
@NullMarked
package dev.canary.core.store;

import org.jspecify.annotations.NullMarked;
