/**
 * Immutable JSON values with path get, set and diff, and their text form.
 *
 * <p>Objects of a cluster are kept as trees so that a field nobody here knows survives. Nothing in
 * this package knows what a tree means; there is no YAML and no I/O.
 */
@NullMarked
package dev.canary.core.tree;

import org.jspecify.annotations.NullMarked;
