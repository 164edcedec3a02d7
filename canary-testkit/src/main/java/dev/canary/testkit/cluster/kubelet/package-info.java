/**
 * What turns wanted objects into running ones: controllers for Deployments, Endpoints and
 * autoscalers, and the pods themselves. Everything is read and written through the API, as the
 * controllers of a real cluster do. Which program a pod runs is the business of its runtime, and
 * how requests reach it the proxy's.
 */
@NullMarked
package dev.canary.testkit.cluster.kubelet;

import org.jspecify.annotations.NullMarked;
