/** Tests of the patch formats. */
@NullMarked
package dev.canary.testkit.cluster.api.patch;

import org.jspecify.annotations.NullMarked;
