package dev.canary.operator.crd;

import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Arr;
import dev.canary.core.tree.Tree.Bool;
import dev.canary.core.tree.Tree.Null;
import dev.canary.core.tree.Tree.Num;
import dev.canary.core.tree.Tree.Obj;
import dev.canary.core.tree.Tree.Str;
import java.util.Map;
import java.util.Optional;

/**
 * Checks an object by a structural schema, as the API server does: types, unknown members and, by
 * {@link ValueCheck}, constraints on values. Rules in CEL are left out; the specification's reader
 * knows them.
 */
final class SchemaCheck {

  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
  private static final String INT_OR_STRING = "x-kubernetes-int-or-string";

  private final Findings findings;

  SchemaCheck(Findings findings) {
    this.findings = findings;
  }

  /** Checks a resource; its metadata is the API server's own. */
  void resource(Tree schema, Tree object) {
    for (Map.Entry<String, Tree> member : object.fields().entrySet()) {
      if (!member.getKey().equals("metadata")) {
        member(schema, member.getKey(), member.getValue(), "");
      }
    }
  }

  private void value(Tree schema, Tree value, String path) {
    String type = schema.textOr("", "type");
    if (!fits(schema, type, value)) {
      findings.problem(path, SpecTexts.wrong(value, expected(schema, type)));
      return;
    }
    ValueCheck.problem(schema, value).ifPresent(problem -> findings.problem(path, problem));
    switch (value) {
      case Obj object -> object(schema, object, path);
      case Arr array -> {
        Tree items = schema.at("items").orElse(Obj.EMPTY);
        for (int i = 0; i < array.elements().size(); i++) {
          value(items, array.elements().get(i), path + "[" + i + "]");
        }
      }
      default -> {}
    }
  }

  private void object(Tree schema, Obj object, String path) {
    for (String name : schema.strings("required")) {
      if (object.member(name).isEmpty()) {
        findings.problem(path + "." + name, SpecTexts.REQUIRED);
      }
    }
    object.members().forEach((name, value) -> member(schema, name, value, path));
  }

  /** {@code null} is dropped by the API server as if it were not there. */
  private void member(Tree schema, String name, Tree value, String parent) {
    String path = parent.isEmpty() ? name : parent + "." + name;
    Optional<Tree> known =
        schema.at("properties", name).or(() -> schema.at("additionalProperties"));
    if (known.isPresent() && !(value instanceof Null)) {
      value(known.get(), value, path);
    } else if (known.isEmpty() && !schema.isTrue(PRESERVE)) {
      findings.problem(path, SpecTexts.UNKNOWN_FIELD);
    }
  }

  private static boolean fits(Tree schema, String type, Tree value) {
    return switch (value) {
      case Obj object -> type.equals("object");
      case Arr array -> type.equals("array");
      case Str text -> type.equals("string") || schema.isTrue(INT_OR_STRING);
      case Num number ->
          type.equals("number")
              || ((type.equals("integer") || schema.isTrue(INT_OR_STRING))
                  && number.whole().isPresent());
      case Bool flag -> type.equals("boolean");
      case Null none -> false;
    };
  }

  private static String expected(Tree schema, String type) {
    return switch (type) {
      case "object" -> "an object";
      case "array" -> "a list";
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      default -> schema.isTrue(INT_OR_STRING) ? "a whole number or a text" : "nothing";
    };
  }
}
