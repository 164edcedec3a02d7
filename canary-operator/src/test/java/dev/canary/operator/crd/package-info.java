/** Tests of the custom resources. Fixtures of other packages do not belong here. */
@NullMarked
package dev.canary.operator.crd;

import org.jspecify.annotations.NullMarked;
