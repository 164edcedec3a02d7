/** Tests of selectors. */
@NullMarked
package dev.canary.testkit.cluster.api.select;

import org.jspecify.annotations.NullMarked;
