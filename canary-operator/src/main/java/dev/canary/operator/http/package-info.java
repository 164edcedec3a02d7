/**
 * HTTP in both directions: bounded and guarded calls to other systems, hooks, and the process's own
 * endpoint.
 *
 * <p>What is asked and what an answer means is decided elsewhere.
 */
@NullMarked
package dev.canary.operator.http;

import org.jspecify.annotations.NullMarked;
