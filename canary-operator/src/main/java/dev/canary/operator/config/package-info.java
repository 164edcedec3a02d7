/**
 * Every flag of the process, parsed once into one immutable value.
 *
 * <p>What a flag does is decided by whoever receives the value.
 */
@NullMarked
package dev.canary.operator.config;

import org.jspecify.annotations.NullMarked;
