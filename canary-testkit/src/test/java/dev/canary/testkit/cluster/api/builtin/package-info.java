/** Tests of defaults and rules of built-in kinds. */
@NullMarked
package dev.canary.testkit.cluster.api.builtin;

import org.jspecify.annotations.NullMarked;
