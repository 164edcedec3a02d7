/** Tests of structural schemas. */
@NullMarked
package dev.canary.testkit.cluster.api.schema;

import org.jspecify.annotations.NullMarked;
