/**
 * The service provider interface for routers and metrics providers that are shipped as jars.
 *
 * <p>Found with java.util.ServiceLoader by the operator; embedders call constructors and need
 * nothing of this.
 */
@NullMarked
package dev.canary.core.plugin;

import org.jspecify.annotations.NullMarked;
