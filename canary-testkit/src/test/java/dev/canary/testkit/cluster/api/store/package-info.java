/** Tests of the versioned store. */
@NullMarked
package dev.canary.testkit.cluster.api.store;

import org.jspecify.annotations.NullMarked;
