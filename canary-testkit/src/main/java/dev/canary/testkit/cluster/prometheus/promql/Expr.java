package dev.canary.testkit.cluster.prometheus.promql;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.prometheus.store.LabelMatcher;
import java.time.Duration;

/** The syntax tree of a query. Trees made by {@link PromQl#parse} are well typed. */
public sealed interface Expr {

  /** Returns what kind of value the expression has. */
  ValueType type();

  /** A number. */
  record Num(double value) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /** A text. */
  record Str(String value) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /**
   * The newest sample of each series that satisfies all matchers.
   *
   * @param offset how long before the evaluation to look; may be negative
   */
  record Selector(ImmutableList<LabelMatcher> matchers, Duration offset) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /** All samples of the selected series within the range before the evaluation. */
  record Range(Selector selector, Duration length) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /** A function with its arguments. */
  record Call(Function function, ImmutableList<Expr> arguments) implements Expr {
    @Override
    public ValueType type() {
      return function.type();
    }
  }

  /** One number for each group of series. */
  record Aggregate(Aggregation operation, Grouping grouping, Expr of) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /** Two expressions joined by an operator. */
  record Binary(Operator operator, Expr left, Expr right, boolean bool, Matching matching)
      implements Expr {
    @Override
    public ValueType type() {
      return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
          ? ValueType.SCALAR
          : ValueType.VECTOR;
    }
  }

  /** The negative of an expression. */
  record Negation(Expr of) implements Expr {
    @Override
    public ValueType type() {
      return of.type();
    }
  }

  /**
   * Which series fall into one group: those alike in the labels, or in all labels but those and the
   * metric name.
   */
  record Grouping(boolean without, ImmutableList<String> labels) {}

  /**
   * How the series of both sides find each other.
   *
   * @param on whether the labels alone are compared; if not, all but those and the metric name
   * @param include labels that the result takes from the "one" side
   */
  record Matching(
      Cardinality cardinality,
      boolean on,
      ImmutableList<String> labels,
      ImmutableList<String> include) {}

  /** How many series of each side may match one of the other. */
  enum Cardinality {
    /** One of each. */
    ONE_TO_ONE,
    /** Several on the left, written {@code group_left}. */
    MANY_TO_ONE,
    /** Several on the right, written {@code group_right}. */
    ONE_TO_MANY
  }
}
