/**
 * The Gateway API router.
 *
 * <p>Depends on the core alone; other routers and the operator are not known here.
 */
@NullMarked
package dev.canary.router.gatewayapi;

import org.jspecify.annotations.NullMarked;
