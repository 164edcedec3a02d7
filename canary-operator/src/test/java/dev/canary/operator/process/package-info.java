@NullMarked
package dev.canary.operator.process;

import org.jspecify.annotations.NullMarked;
