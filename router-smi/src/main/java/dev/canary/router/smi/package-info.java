/**
 * TrafficSplit routers of the Service Mesh Interface (Open Service Mesh, Linkerd, Crossover).
 *
 * <p>Depends on the core alone; other routers and the operator are not known here.
 */
@NullMarked
package dev.canary.router.smi;

import org.jspecify.annotations.NullMarked;
