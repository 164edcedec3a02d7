/**
 * OpenAPI documents of what is served, as far as kubectl needs them. Built-in kinds are described
 * by their outline only.
 */
@NullMarked
package dev.canary.testkit.cluster.api.openapi;

import org.jspecify.annotations.NullMarked;
