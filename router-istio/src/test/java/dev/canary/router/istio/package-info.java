/** Tests of the Istio router. */
@NullMarked
package dev.canary.router.istio;

import org.jspecify.annotations.NullMarked;
