/**
 * Reads the few kinds that kubectl's typed commands send as protobuf, such as {@code create
 * namespace}. Answers are always JSON, which those commands read as well.
 */
@NullMarked
package dev.canary.testkit.cluster.api.protobuf;

import org.jspecify.annotations.NullMarked;
