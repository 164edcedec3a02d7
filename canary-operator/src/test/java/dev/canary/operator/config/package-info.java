/** Tests of flags: what they mean, and what is refused. */
@NullMarked
package dev.canary.operator.config;

import org.jspecify.annotations.NullMarked;
