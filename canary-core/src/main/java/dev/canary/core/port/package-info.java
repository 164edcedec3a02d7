/**
 * Interfaces: what the domain needs from the world, and how the world may fail.
 *
 * <p>Domain words only: no Kubernetes client, HTTP or vendor type appears in a signature.
 * Implementations are adapters in other modules; embedders and tests call their constructors.
 */
@NullMarked
package dev.canary.core.port;

import org.jspecify.annotations.NullMarked;
