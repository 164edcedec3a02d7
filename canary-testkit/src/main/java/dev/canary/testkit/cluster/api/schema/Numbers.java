package dev.canary.testkit.cluster.api.schema;

import dev.canary.core.tree.Tree;
import java.math.BigDecimal;
import java.util.Optional;

/** Numbers of trees as decimals. */
final class Numbers {

  private Numbers() {}

  /** Returns the number; empty if the tree is no number. */
  static Optional<BigDecimal> decimal(Tree tree) {
    return tree instanceof Tree.Num(String literal)
        ? Optional.of(new BigDecimal(literal))
        : Optional.empty();
  }

  /** Returns whether the two are equal, numbers by value: {@code 1} is {@code 1.0}. */
  static boolean same(Tree one, Tree other) {
    Optional<BigDecimal> left = decimal(one);
    Optional<BigDecimal> right = decimal(other);
    return (left.isPresent() && right.isPresent())
        ? left.get().compareTo(right.get()) == 0
        : one.equals(other);
  }
}
