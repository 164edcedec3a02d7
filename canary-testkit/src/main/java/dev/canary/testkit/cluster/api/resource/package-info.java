/**
 * What is served: the built-in resources, those that CRDs declare, and the traits that make one
 * behave unlike another. Nothing here stores objects or speaks HTTP.
 */
@NullMarked
package dev.canary.testkit.cluster.api.resource;

import org.jspecify.annotations.NullMarked;
