package dev.canary.testkit.cluster.api.resource;

import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.util.function.BiFunction;

/**
 * One column of a table.
 *
 * @param name the heading, such as {@code Ready}
 * @param type the OpenAPI type of the cells
 * @param format the OpenAPI format of the cells; may be empty
 * @param description what the column shows
 * @param priority 0 to show it always, more to show it in wide tables only
 * @param cell the cell of an object at a time
 */
public record Column(
    String name,
    String type,
    String format,
    String description,
    int priority,
    BiFunction<Tree, Instant, Tree> cell) {}
