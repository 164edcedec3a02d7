/**
 * What sources that answer over HTTP have in common: status lines, quoted bodies, numbers in text.
 *
 * <p>No requests and no formats of a particular source.
 */
@NullMarked
package dev.canary.metrics.source;

import org.jspecify.annotations.NullMarked;
