/**
 * The custom resources: what a canary's specification means, how a rollout is remembered in its
 * status, and the definitions that the API server checks both by.
 *
 * <p>Everything here turns trees into values and back, without I/O. Reading objects from a cluster
 * belongs to the store, what happens next to core, and what only a router understands to that
 * router.
 */
@NullMarked
package dev.canary.operator.crd;

import org.jspecify.annotations.NullMarked;
