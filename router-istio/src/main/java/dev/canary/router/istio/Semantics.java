package dev.canary.router.istio;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Arr;
import dev.canary.core.tree.Tree.Bool;
import dev.canary.core.tree.Tree.Null;
import dev.canary.core.tree.Tree.Num;
import dev.canary.core.tree.Tree.Obj;
import dev.canary.core.tree.Tree.Str;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Compares sections of Istio objects by what they mean (router chapter, section 12.1, H7).
 *
 * <p>In the protobuf form of Istio's API a field that holds its type's zero value is the same as
 * one that is not there, and clients write either. The exceptions, where zero says something, are
 * listed here.
 */
final class Semantics {

  /** Fields in which zero, empty or false differs from absent. */
  private static final ImmutableSet<String> ZERO_COUNTS =
      ImmutableSet.of(
          "attempts", // 0 switches retries off, absent is Istio's default of 2
          "weight",
          "exact", // a condition of its own: the empty string
          "prefix",
          "regex",
          "consecutiveGatewayErrors", // wrapped in the API so that 0 can switch them off
          "consecutive5xxErrors",
          "consecutiveLocalOriginFailures",
          "enabled"); // of localityLbSetting: absent is the mesh's default

  /** Members of a match entry that are named by the user. */
  private static final ImmutableSet<String> CONDITIONS =
      ImmutableSet.of("headers", "withoutHeaders", "queryParams", "sourceLabels");

  /** Fields elsewhere whose members are named by the user. */
  private static final ImmutableSet<String> VALUES = ImmutableSet.of("add", "set", "to");

  /** Where in an object a tree stands. */
  private enum Scope {
    FIELDS,
    MATCH,
    NAMES;

    Scope of(String key) {
      if (this == NAMES) {
        return FIELDS;
      }
      boolean names = this == MATCH ? CONDITIONS.contains(key) : VALUES.contains(key);
      return names ? NAMES : this == MATCH || key.equals("match") ? MATCH : FIELDS;
    }

    boolean keeps(String key, Tree value) {
      return this == NAMES || !isZero(value) || (ZERO_COUNTS.contains(key) && !isNull(value));
    }
  }

  private Semantics() {}

  /** Returns whether both mean the same. */
  static boolean same(Optional<Tree> left, Optional<Tree> right) {
    return normal(left).equals(normal(right));
  }

  private static Optional<Tree> normal(Optional<Tree> tree) {
    return tree.map(value -> normal(value, Scope.FIELDS)).filter(value -> !isZero(value));
  }

  private static Tree normal(Tree tree, Scope scope) {
    return switch (tree) {
      case Obj(ImmutableMap<String, Tree> members) -> {
        Map<String, Tree> kept = new LinkedHashMap<>();
        members.forEach(
            (key, member) -> {
              Tree value = normal(known(key, member), scope.of(key));
              if (scope.keeps(key, value)) {
                kept.put(key, value);
              }
            });
        yield Tree.object(kept);
      }
      case Arr(ImmutableList<Tree> elements) ->
          Tree.array(
              elements.stream().map(element -> normal(element, scope)).collect(toImmutableList()));
      case Num number -> {
        OptionalLong whole = number.whole();
        yield whole.isPresent() ? Tree.of(whole.getAsLong()) : number;
      }
      default -> tree;
    };
  }

  /** Returns the value with Istio's own defaults taken out. */
  private static Tree known(String key, Tree value) {
    return switch (key) {
      // A lone destination gets everything, whatever its weight.
      case "route" -> value.items().size() == 1 ? value.without("0", "weight") : value;
      case "mirrorPercentage" ->
          value.wholeOr(0, "value") == 100 && value.fields().size() == 1 ? Null.NULL : value;
      default -> value;
    };
  }

  private static boolean isNull(Tree tree) {
    return tree instanceof Null;
  }

  private static boolean isZero(Tree tree) {
    return switch (tree) {
      case Obj(ImmutableMap<String, Tree> members) -> members.isEmpty();
      case Arr(ImmutableList<Tree> elements) -> elements.isEmpty();
      case Str(String value) -> value.isEmpty();
      case Num number -> number.whole().equals(OptionalLong.of(0));
      case Bool(boolean value) -> !value;
      case Null() -> true;
    };
  }
}
