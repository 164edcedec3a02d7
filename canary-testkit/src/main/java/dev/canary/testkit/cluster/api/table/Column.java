package dev.canary.testkit.cluster.api.table;

import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

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
    BiFunction<Tree, Instant, Tree> cell) {

  /** The name of the object. */
  static final Column NAME =
      new Column(
          "Name",
          "string",
          "name",
          "Name must be unique within a namespace.",
          0,
          (object, now) -> Tree.of(object.textOr("", "metadata", "name")));

  /** How long ago the object was created. */
  static final Column AGE =
      new Column(
          "Age",
          "string",
          "",
          "Time since the object was created.",
          0,
          (object, now) ->
              Tree.of(Ages.since(object.textOr("", "metadata", "creationTimestamp"), now)));

  static Column text(String name, Function<Tree, String> cell) {
    return new Column(name, "string", "", name, 0, (object, now) -> Tree.of(cell.apply(object)));
  }

  static Column number(String name, String... path) {
    return new Column(
        name, "integer", "", name, 0, (object, now) -> Tree.of(object.wholeOr(0, path)));
  }

  /** Returns this column for wide tables only. */
  Column wide() {
    return new Column(name, type, format, description, 1, cell);
  }

  /** Returns the definition of the column in a table. */
  Tree definition() {
    return Tree.members()
        .put("name", name)
        .put("type", type)
        .put("format", format)
        .put("description", description)
        .put("priority", priority)
        .build();
  }
}
