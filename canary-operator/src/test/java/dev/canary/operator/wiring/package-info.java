@NullMarked
package dev.canary.operator.wiring;

import org.jspecify.annotations.NullMarked;
