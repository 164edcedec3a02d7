package dev.canary.testkit.cluster.api.registry;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;

/**
 * A part of a list.
 *
 * @param version the global counter at which the whole list is consistent
 * @param next the token that continues the list; empty at its end
 * @param remaining how many objects come after this part
 */
public record Page(long version, ImmutableList<Tree> items, String next, int remaining) {}
