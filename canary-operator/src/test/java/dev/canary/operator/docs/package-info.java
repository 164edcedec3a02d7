/**
 * Holds the documentation to the code: links lead somewhere, tables say what is exported, tutorials
 * use the files that run.
 *
 * <p>What the core says of itself is checked there.
 */
@NullMarked
package dev.canary.operator.docs;

import org.jspecify.annotations.NullMarked;
