/**
 * Holds the documentation of the core to its code.
 *
 * <p>Links and what other modules say of themselves are checked by the tests of the operator.
 */
@NullMarked
package dev.canary.core.docs;

import org.jspecify.annotations.NullMarked;
