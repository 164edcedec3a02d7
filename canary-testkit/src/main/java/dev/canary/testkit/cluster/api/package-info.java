/**
 * A small, exact Kubernetes API server in the process of a test or of the demo, on loopback.
 *
 * <p>It is not a second Kubernetes: there are no controllers here but owner-reference and namespace
 * collection, no admission webhooks, no CEL, no protobuf, and server-side apply keeps no field
 * ownership.
 */
@NullMarked
package dev.canary.testkit.cluster.api;

import org.jspecify.annotations.NullMarked;
