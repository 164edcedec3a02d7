/** Tests of tables. */
@NullMarked
package dev.canary.testkit.cluster.api.table;

import org.jspecify.annotations.NullMarked;
