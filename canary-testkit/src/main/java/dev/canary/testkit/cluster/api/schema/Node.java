package dev.canary.testkit.cluster.api.schema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One level of a compiled schema.
 *
 * @param type the JSON type; empty for any
 * @param additional the schema of members without one of their own; empty if there are no such
 * @param flags the Kubernetes extensions and {@code nullable}
 */
record Node(
    String type,
    ImmutableMap<String, Node> properties,
    Optional<Node> additional,
    Optional<Node> items,
    ImmutableSet<String> required,
    Optional<Tree> defaultValue,
    Flags flags,
    Limits limits,
    Logic logic) {

  /**
   * Switches of one level.
   *
   * @param preserveUnknown whether members without a schema stay
   * @param intOrString whether the value is a whole number or a string
   * @param embedded whether the value is an object with kind and metadata of its own
   */
  record Flags(boolean nullable, boolean preserveUnknown, boolean intOrString, boolean embedded) {}

  /** Bounds on a value; absent ones do not bind. */
  record Limits(
      ImmutableList<Tree> allowed,
      Optional<Pattern> pattern,
      String format,
      Optional<BigDecimal> minimum,
      boolean exclusiveMinimum,
      Optional<BigDecimal> maximum,
      boolean exclusiveMaximum,
      Optional<BigDecimal> multipleOf,
      OptionalLong minLength,
      OptionalLong maxLength,
      OptionalLong minItems,
      OptionalLong maxItems,
      OptionalLong minProperties,
      OptionalLong maxProperties,
      boolean uniqueItems) {}

  /** Schemas that the same value is also held to. */
  record Logic(
      ImmutableList<Node> oneOf,
      ImmutableList<Node> anyOf,
      ImmutableList<Node> allOf,
      Optional<Node> not) {}

  /** Returns the schema of the member, its own or the one of additional members. */
  Optional<Node> member(String key) {
    Node own = properties.get(key);
    return own != null ? Optional.of(own) : additional;
  }
}
