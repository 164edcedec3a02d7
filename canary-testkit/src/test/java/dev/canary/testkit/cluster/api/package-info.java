/** Tests of the embedded API server over HTTP and through its Java view. */
@NullMarked
package dev.canary.testkit.cluster.api;

import org.jspecify.annotations.NullMarked;
