/** Tests of what is served. */
@NullMarked
package dev.canary.testkit.cluster.api.resource;

import org.jspecify.annotations.NullMarked;
