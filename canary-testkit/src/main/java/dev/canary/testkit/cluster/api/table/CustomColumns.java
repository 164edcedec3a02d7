package dev.canary.testkit.cluster.api.table;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.util.function.BiFunction;

/** The columns that a CRD declares in {@code additionalPrinterColumns}. */
public final class CustomColumns {

  private CustomColumns() {}

  /** Returns the columns of one version of a CRD: name and age if it declares none. */
  public static ImmutableList<Column> of(Tree version) {
    ImmutableList<Tree> declared = version.items("additionalPrinterColumns");
    if (declared.isEmpty()) {
      return ImmutableList.of(Column.NAME, Column.AGE);
    }
    ImmutableList.Builder<Column> columns = ImmutableList.<Column>builder().add(Column.NAME);
    declared.forEach(column -> columns.add(column(column)));
    return columns.build();
  }

  private static Column column(Tree declared) {
    String type = declared.textOr("string", "type");
    String name = declared.textOr("", "name");
    return new Column(
        name,
        type,
        declared.textOr("", "format"),
        declared.textOr(
            "Custom resource definition column (in JSONPath format): "
                + declared.textOr("", "jsonPath"),
            "description"),
        (int) declared.wholeOr(0, "priority"),
        cell(type, JsonPath.parse(declared.textOr("", "jsonPath"))));
  }

  /** A value that is absent, or of another type than the column, leaves the cell empty. */
  private static BiFunction<Tree, Instant, Tree> cell(String type, JsonPath path) {
    return (object, now) -> {
      ImmutableList<Tree> found = path.find(object);
      if (found.isEmpty()) {
        return Tree.Null.NULL;
      }
      Tree first = found.getFirst();
      return switch (type) {
        case "date" -> Tree.of(Ages.since(JsonPath.spelled(first), now));
        case "integer", "number" -> first instanceof Tree.Num ? first : Tree.Null.NULL;
        case "boolean" -> first instanceof Tree.Bool ? first : Tree.Null.NULL;
        default -> Tree.of(found.stream().map(JsonPath::spelled).collect(joining(" ")));
      };
    };
  }
}
