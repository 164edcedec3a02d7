/**
 * Failures as the Kubernetes API words them: a reason, an HTTP code, a message and details, and
 * their Status body. When a request fails is decided elsewhere.
 */
@NullMarked
package dev.canary.testkit.cluster.api.error;

import org.jspecify.annotations.NullMarked;
