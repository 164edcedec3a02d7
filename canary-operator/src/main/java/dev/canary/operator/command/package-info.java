/**
 * The commands of the launcher.
 *
 * <p>Each command parses its options, calls what does the work, and says what came of it.
 */
@NullMarked
package dev.canary.operator.command;

import org.jspecify.annotations.NullMarked;
