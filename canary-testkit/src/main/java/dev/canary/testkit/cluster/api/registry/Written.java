package dev.canary.testkit.cluster.api.registry;

import dev.canary.core.tree.Tree;

/**
 * The result of a write.
 *
 * @param object the object as it is now
 * @param created whether it did not exist before
 */
public record Written(Tree object, boolean created) {}
