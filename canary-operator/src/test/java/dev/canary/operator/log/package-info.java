/** Tests of the form of log lines. */
@NullMarked
package dev.canary.operator.log;

import org.jspecify.annotations.NullMarked;
