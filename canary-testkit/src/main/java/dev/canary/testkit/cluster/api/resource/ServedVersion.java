package dev.canary.testkit.cluster.api.resource;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.api.schema.Schema;
import dev.canary.testkit.cluster.api.table.Column;
import java.util.Optional;

/**
 * One version under which a resource is served.
 *
 * @param name such as {@code v1beta1}
 * @param status whether {@code /status} is a subresource
 * @param scale where {@code /scale} finds its numbers; empty if there is no such subresource
 * @param schema the schema that objects are held to; empty accepts everything
 * @param columns the columns of its tables
 */
public record ServedVersion(
    String name,
    boolean status,
    Optional<ScalePaths> scale,
    Optional<Schema> schema,
    ImmutableList<Column> columns) {}
