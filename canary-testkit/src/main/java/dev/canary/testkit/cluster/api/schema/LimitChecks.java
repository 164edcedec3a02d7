package dev.canary.testkit.cluster.api.schema;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.Cause;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.OptionalLong;

/** Checks bounds on single values. */
final class LimitChecks {

  private final String path;
  private final Tree tree;
  private final ImmutableList.Builder<Cause> problems = ImmutableList.builder();

  private LimitChecks(String path, Tree tree) {
    this.path = path;
    this.tree = tree;
  }

  static ImmutableList<Cause> problems(Node.Limits limits, Tree tree, String path) {
    LimitChecks checks = new LimitChecks(path, tree);
    switch (tree) {
      case Tree.Str(String value) -> checks.string(limits, value);
      case Tree.Num(String literal) -> checks.number(limits, new BigDecimal(literal));
      case Tree.Arr(ImmutableList<Tree> elements) -> checks.array(limits, elements);
      case Tree.Obj(var members) -> {
        checks.atLeast(limits.minProperties(), members.size(), "have at least %d properties");
        checks.atMost(limits.maxProperties(), members.size(), "have at most %d properties");
      }
      default -> {}
    }
    return checks.problems.build();
  }

  private void string(Node.Limits limits, String value) {
    int length = value.codePointCount(0, value.length());
    atLeast(limits.minLength(), length, "be at least %d chars long");
    atMost(limits.maxLength(), length, "be at most %d chars long");
    limits
        .pattern()
        .filter(pattern -> !pattern.matcher(value).find())
        .ifPresent(pattern -> broken("match '" + pattern.pattern() + "'"));
    if (!Formats.fits(limits.format(), value)) {
      broken("be of type " + limits.format() + ": " + tree);
    }
  }

  private void number(Node.Limits limits, BigDecimal value) {
    limits
        .minimum()
        .filter(min -> value.compareTo(min) < (limits.exclusiveMinimum() ? 1 : 0))
        .ifPresent(min -> broken("be greater than " + orEqual(limits.exclusiveMinimum()) + min));
    limits
        .maximum()
        .filter(max -> value.compareTo(max) > (limits.exclusiveMaximum() ? -1 : 0))
        .ifPresent(max -> broken("be less than " + orEqual(limits.exclusiveMaximum()) + max));
    limits
        .multipleOf()
        .filter(factor -> factor.signum() > 0 && value.remainder(factor).signum() != 0)
        .ifPresent(factor -> broken("be a multiple of " + factor));
    if (!Formats.fits(limits.format(), value)) {
      broken("be of type " + limits.format() + ": " + tree);
    }
  }

  private void array(Node.Limits limits, ImmutableList<Tree> elements) {
    atLeast(limits.minItems(), elements.size(), "have at least %d items");
    atMost(limits.maxItems(), elements.size(), "have at most %d items");
    if (limits.uniqueItems() && new HashSet<>(elements).size() < elements.size()) {
      broken("not contain duplicates");
    }
  }

  private void atLeast(OptionalLong limit, int size, String rule) {
    if (limit.isPresent() && size < limit.getAsLong()) {
      broken(rule.replace("%d", Long.toString(limit.getAsLong())));
    }
  }

  private void atMost(OptionalLong limit, int size, String rule) {
    if (limit.isPresent() && size > limit.getAsLong()) {
      broken(rule.replace("%d", Long.toString(limit.getAsLong())));
    }
  }

  private void broken(String rule) {
    problems.add(Cause.invalid(path, Validation.shown(tree), path + " in body should " + rule));
  }

  private static String orEqual(boolean exclusive) {
    return exclusive ? "" : "or equal to ";
  }
}
