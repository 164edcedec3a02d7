package dev.canary.testkit.contract;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.tree.Tree;

/**
 * Objects whose form is frozen.
 *
 * @param name in words, for failure messages
 * @param target what is routed
 * @param position the position in force
 * @param objects every object of the router, without what the server sets in metadata
 */
public record GoldenRoute(
    String name, RouteTarget target, Position position, ImmutableList<Tree> objects) {}
