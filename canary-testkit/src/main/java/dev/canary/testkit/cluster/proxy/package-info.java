/**
 * The data plane: the listeners through which every request of the cluster passes, the choice of a
 * pod, and the metrics that the mesh exports. It acts on the routing objects stored at the moment
 * of the request and knows nothing of who wrote them.
 */
@NullMarked
package dev.canary.testkit.cluster.proxy;

import org.jspecify.annotations.NullMarked;
