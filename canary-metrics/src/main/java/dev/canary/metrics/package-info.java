/**
 * Answers metric checks: built-in queries, inline queries and metric templates.
 *
 * <p>Whether a value is good is decided by the core; how a source is asked is the business of the
 * packages below, one per source. Routers are not known here.
 */
@NullMarked
package dev.canary.metrics;

import org.jspecify.annotations.NullMarked;
