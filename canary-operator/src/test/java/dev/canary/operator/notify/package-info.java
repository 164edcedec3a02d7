@NullMarked
package dev.canary.operator.notify;

import org.jspecify.annotations.NullMarked;
