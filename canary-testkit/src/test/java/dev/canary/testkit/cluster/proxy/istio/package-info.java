/** Tables of requests and the routes they take. */
@NullMarked
package dev.canary.testkit.cluster.proxy.istio;

import org.jspecify.annotations.NullMarked;
