/** Tests of commands as people and scripts see them: texts and exit codes. */
@NullMarked
package dev.canary.operator.command;

import org.jspecify.annotations.NullMarked;
