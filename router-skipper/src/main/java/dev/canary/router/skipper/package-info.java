/**
 * The Skipper ingress router.
 *
 * <p>Depends on the core alone; other routers and the operator are not known here.
 */
@NullMarked
package dev.canary.router.skipper;

import org.jspecify.annotations.NullMarked;
