/** Tests of the demo application over HTTP. */
@NullMarked
package dev.canary.testkit.cluster.podinfo;

import org.jspecify.annotations.NullMarked;
