package dev.canary.testkit.contract;

import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import java.util.function.UnaryOperator;

/**
 * A change that somebody makes to a stored object.
 *
 * @param name in words, for failure messages
 * @param key which object
 * @param change what they make of it
 */
public record ObjectEdit(String name, ObjectKey key, UnaryOperator<Tree> change) {}
