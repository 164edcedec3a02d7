package dev.canary.testkit.cluster.api.table;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Builds {@code meta.k8s.io/v1 Table} objects. */
public final class Tables {

  private static final String META = "meta.k8s.io/v1";

  private Tables() {}

  /**
   * Returns the table of the objects.
   *
   * @param metadata the metadata of the list
   * @param rowObject what a row carries of its object
   * @param now the time that ages are counted to
   */
  public static Tree table(
      ImmutableList<Column> columns,
      Tree metadata,
      List<Tree> objects,
      UnaryOperator<Tree> rowObject,
      Instant now) {
    ImmutableList<Tree> rows =
        objects.stream()
            .map(object -> row(columns, object, rowObject.apply(object), now))
            .collect(toImmutableList());
    return Tree.members()
        .put("kind", "Table")
        .put("apiVersion", META)
        .put("metadata", metadata)
        .put(
            "columnDefinitions",
            Tree.array(columns.stream().map(Column::definition).collect(toImmutableList())))
        .put("rows", Tree.array(rows))
        .build();
  }

  /** Returns the object without anything but its metadata. */
  public static Tree metadataOnly(Tree object) {
    return Tree.members()
        .put("kind", "PartialObjectMetadata")
        .put("apiVersion", META)
        .putIfPresent("metadata", object.at("metadata"))
        .build();
  }

  private static Tree row(ImmutableList<Column> columns, Tree object, Tree rowObject, Instant now) {
    return Tree.members()
        .put(
            "cells",
            Tree.array(
                columns.stream()
                    .map(column -> column.cell().apply(object, now))
                    .collect(toImmutableList())))
        .put("object", rowObject)
        .build();
  }
}
