/**
 * A small, exact Kubernetes API server in the process of a test or of the demo, on loopback.
 *
 * <p>It is not a second Kubernetes. The only controllers are the collection of owned objects and of
 * namespaces, and both act at once. Left out: CEL rules, admission webhooks, authentication,
 * managed fields (server-side apply merges and always wins), schemas of built-in kinds (unknown
 * fields stay, and few rules are checked), conversion webhooks, graceful deletion of pods, and
 * protobuf but for a few kinds in requests.
 */
@NullMarked
package dev.canary.testkit.cluster.api;

import org.jspecify.annotations.NullMarked;
