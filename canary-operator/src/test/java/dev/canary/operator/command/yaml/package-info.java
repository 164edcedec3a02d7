/** Tests of reading and writing YAML. */
@NullMarked
package dev.canary.operator.command.yaml;

import org.jspecify.annotations.NullMarked;
