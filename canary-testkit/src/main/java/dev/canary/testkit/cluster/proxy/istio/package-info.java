/**
 * How Istio's routing objects read: which VirtualService a request belongs to, which of its routes,
 * and what is done with it. Pure: objects and a request in, a decision out. Nothing here opens a
 * connection.
 */
@NullMarked
package dev.canary.testkit.cluster.proxy.istio;

import org.jspecify.annotations.NullMarked;
