/**
 * A whole Kubernetes cluster with a mesh in the process of a test or of the demo: API server,
 * kubelet, data plane, Prometheus and load tester, wired together on loopback and on one clock.
 * Each part lives in a package of its own; here is only what ties them together. No part knows the
 * operator.
 */
@NullMarked
package dev.canary.testkit.cluster;

import org.jspecify.annotations.NullMarked;
