/** Label and field selectors as predicates on trees. */
@NullMarked
package dev.canary.testkit.cluster.api.select;

import org.jspecify.annotations.NullMarked;
