package dev.canary.testkit.cluster.api.http;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Reason;
import dev.canary.testkit.cluster.api.registry.DeleteOptions;
import dev.canary.testkit.cluster.api.registry.ListOptions;
import dev.canary.testkit.cluster.api.registry.Target;
import dev.canary.testkit.cluster.api.registry.WriteOptions;
import dev.canary.testkit.cluster.api.registry.WriteOptions.FieldValidation;
import dev.canary.testkit.cluster.api.select.Selection;
import java.util.function.Consumer;

/** Reads what requests ask for in their parameters. */
final class Options {

  private Options() {}

  static WriteOptions write(Query query, Consumer<String> warnings) {
    FieldValidation validation =
        switch (query.text("fieldValidation")) {
          case "Strict" -> FieldValidation.STRICT;
          case "Ignore" -> FieldValidation.IGNORE;
          case "", "Warn" -> FieldValidation.WARN;
          default ->
              throw ApiException.of(
                  Reason.BAD_REQUEST,
                  "fieldValidation must be Strict, Warn or Ignore, not "
                      + query.text("fieldValidation"));
        };
    return new WriteOptions(dryRun(query), validation, warnings);
  }

  static DeleteOptions delete(Call call) {
    Tree body = call.body().isBlank() ? Tree.Obj.EMPTY : call.tree();
    Query query = call.query();
    return DeleteOptions.read(body, query.text("propagationPolicy"), dryRun(query));
  }

  static ListOptions list(Query query, Target target) {
    long limit = query.number("limit", 0);
    if (limit < 0) {
      throw ApiException.of(Reason.BAD_REQUEST, "limit must not be negative, but is " + limit);
    }
    return new ListOptions(selection(query, target), limit, query.text("continue"));
  }

  static Selection selection(Query query, Target target) {
    return Selection.parse(
        query.text("labelSelector"), query.text("fieldSelector"), target.type().id().plural());
  }

  private static boolean dryRun(Query query) {
    String value = query.text("dryRun");
    if (!value.isEmpty() && !value.equals("All")) {
      throw ApiException.of(Reason.BAD_REQUEST, "dryRun must be All, not " + value);
    }
    return !value.isEmpty();
  }
}
