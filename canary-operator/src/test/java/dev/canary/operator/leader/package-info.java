@NullMarked
package dev.canary.operator.leader;

import org.jspecify.annotations.NullMarked;
