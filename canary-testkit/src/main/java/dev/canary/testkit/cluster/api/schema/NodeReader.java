package dev.canary.testkit.cluster.api.schema;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.schema.Node.Flags;
import dev.canary.testkit.cluster.api.schema.Node.Limits;
import dev.canary.testkit.cluster.api.schema.Node.Logic;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Compiles an {@code openAPIV3Schema}. */
final class NodeReader {

  private NodeReader() {}

  static Node read(Tree schema) {
    return new Node(
        schema.textOr("", "type"),
        schema.fields("properties").entrySet().stream()
            .collect(toImmutableMap(Map.Entry::getKey, entry -> read(entry.getValue()))),
        schema.at("additionalProperties").flatMap(NodeReader::additional),
        schema.at("items").map(NodeReader::read),
        ImmutableSet.copyOf(schema.strings("required")),
        schema.at("default"),
        new Flags(
            schema.isTrue("nullable"),
            schema.isTrue("x-kubernetes-preserve-unknown-fields"),
            schema.isTrue("x-kubernetes-int-or-string"),
            schema.isTrue("x-kubernetes-embedded-resource")),
        limits(schema),
        new Logic(
            all(schema, "oneOf"),
            all(schema, "anyOf"),
            all(schema, "allOf"),
            schema.at("not").map(NodeReader::read)));
  }

  /** {@code additionalProperties: true} allows anything, as an empty schema does. */
  private static Optional<Node> additional(Tree schema) {
    return switch (schema) {
      case Tree.Bool(boolean allowed) ->
          allowed
              ? Optional.of(
                  read(Tree.members().put("x-kubernetes-preserve-unknown-fields", true).build()))
              : Optional.empty();
      default -> Optional.of(read(schema));
    };
  }

  private static ImmutableList<Node> all(Tree schema, String field) {
    return schema.items(field).stream().map(NodeReader::read).collect(toImmutableList());
  }

  private static Limits limits(Tree schema) {
    return new Limits(
        schema.items("enum"),
        schema.text("pattern").flatMap(NodeReader::pattern),
        schema.textOr("", "format"),
        number(schema, "minimum"),
        schema.isTrue("exclusiveMinimum"),
        number(schema, "maximum"),
        schema.isTrue("exclusiveMaximum"),
        number(schema, "multipleOf"),
        schema.whole("minLength"),
        schema.whole("maxLength"),
        schema.whole("minItems"),
        schema.whole("maxItems"),
        schema.whole("minProperties"),
        schema.whole("maxProperties"),
        schema.isTrue("uniqueItems"));
  }

  private static Optional<BigDecimal> number(Tree schema, String field) {
    return schema.at(field).flatMap(Numbers::decimal);
  }

  /** A pattern that Java cannot read binds nothing: RE2 knows few that Java does not. */
  private static Optional<Pattern> pattern(String text) {
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException unknown) {
      return Optional.empty();
    }
  }
}
