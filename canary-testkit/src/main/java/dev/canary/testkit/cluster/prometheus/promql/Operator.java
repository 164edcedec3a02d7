package dev.canary.testkit.cluster.prometheus.promql;

import java.util.Optional;

/** An operator between two expressions. */
public enum Operator {
  /** Both sides, the left one wins. */
  OR("or", 1, Kind.SET),
  /** The left side where the right one has a match. */
  AND("and", 2, Kind.SET),
  /** The left side where the right one has no match. */
  UNLESS("unless", 2, Kind.SET),
  /** Equal. */
  EQUAL("==", 3, Kind.COMPARISON),
  /** Not equal. */
  NOT_EQUAL("!=", 3, Kind.COMPARISON),
  /** Less. */
  LESS("<", 3, Kind.COMPARISON),
  /** Less or equal. */
  LESS_OR_EQUAL("<=", 3, Kind.COMPARISON),
  /** Greater. */
  GREATER(">", 3, Kind.COMPARISON),
  /** Greater or equal. */
  GREATER_OR_EQUAL(">=", 3, Kind.COMPARISON),
  /** Sum. */
  ADD("+", 4, Kind.ARITHMETIC),
  /** Difference. */
  SUBTRACT("-", 4, Kind.ARITHMETIC),
  /** Product. */
  MULTIPLY("*", 5, Kind.ARITHMETIC),
  /** Quotient. */
  DIVIDE("/", 5, Kind.ARITHMETIC),
  /** Remainder with the sign of the dividend. */
  MODULO("%", 5, Kind.ARITHMETIC),
  /** Power, the only operator that binds to the right. */
  POWER("^", 6, Kind.ARITHMETIC);

  /** How tightly unary minus binds: as multiplication, so that {@code -2^2} is -4. */
  static final int UNARY_PRECEDENCE = MULTIPLY.precedence;

  private enum Kind {
    SET,
    COMPARISON,
    ARITHMETIC
  }

  private final String text;
  private final int precedence;
  private final Kind kind;

  Operator(String text, int precedence, Kind kind) {
    this.text = text;
    this.precedence = precedence;
    this.kind = kind;
  }

  static Optional<Operator> of(Token token) {
    for (Operator operator : values()) {
      if (token.is(operator.text)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  int precedence() {
    return precedence;
  }

  /** Tells whether the operator chooses series and leaves their values alone. */
  boolean isSet() {
    return kind == Kind.SET;
  }

  /** Tells whether the operator compares; without {@code bool} it then filters. */
  boolean isComparison() {
    return kind == Kind.COMPARISON;
  }

  /** Returns the result of arithmetic; 1 or 0 for a comparison. */
  double apply(double left, double right) {
    return switch (this) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> power(left, right);
      default -> compare(left, right) ? 1 : 0;
    };
  }

  /** Returns the truth of a comparison; false if a side is NaN, except for {@code !=}. */
  boolean compare(double left, double right) {
    return switch (this) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
      default -> throw new IllegalStateException(text + " does not compare");
    };
  }

  private static double power(double base, double exponent) {
    boolean one = base == 1 || (base == -1 && Double.isInfinite(exponent));
    return one ? 1 : Math.pow(base, exponent); // where IEEE 754 and Prometheus say 1, Java says NaN
  }

  @Override
  public String toString() {
    return text;
  }
}
