/**
 * Target and primary: what they are like, how the primary is derived from the target, and the
 * configs, services and autoscalers that go with them (workload chapter).
 *
 * <p>Works on trees over an object store; no Kubernetes client, route or rollout decision belongs
 * here.
 */
@NullMarked
package dev.canary.operator.workload;

import org.jspecify.annotations.NullMarked;
