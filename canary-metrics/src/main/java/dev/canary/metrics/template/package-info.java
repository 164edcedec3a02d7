/**
 * The language of query templates: text with actions in double braces, evaluated over named
 * functions.
 *
 * <p>Knows nothing of canaries or metrics; callers supply the functions.
 */
@NullMarked
package dev.canary.metrics.template;

import org.jspecify.annotations.NullMarked;
