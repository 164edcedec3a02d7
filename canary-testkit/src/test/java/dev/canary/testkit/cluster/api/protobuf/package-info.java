/** Tests of the protobuf reader. */
@NullMarked
package dev.canary.testkit.cluster.api.protobuf;

import org.jspecify.annotations.NullMarked;
