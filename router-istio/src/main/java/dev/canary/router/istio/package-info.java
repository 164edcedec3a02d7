/**
 * The Istio router: weights, audiences, mirroring and affinity as DestinationRules and a
 * VirtualService.
 *
 * <p>Depends on the core alone; other routers and the operator are not known here.
 */
@NullMarked
package dev.canary.router.istio;

import org.jspecify.annotations.NullMarked;
