@NullMarked
package dev.canary.operator.demo;

import org.jspecify.annotations.NullMarked;
