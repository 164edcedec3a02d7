@NullMarked
package dev.canary.operator.http;

import org.jspecify.annotations.NullMarked;
