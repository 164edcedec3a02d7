package dev.canary.operator.workload;

import dev.canary.core.tree.Tree;

/**
 * Pods that services send traffic to.
 *
 * @param label tells the target's from the primary's
 * @param template pod template of the target, for its ports
 */
record Pods(SelectorLabel label, Tree template) {}
