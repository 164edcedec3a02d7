package dev.canary.metrics.template;

import com.google.common.collect.ImmutableList;

/** Comparisons of values; numbers of different kinds are not compared. */
final class Comparison {

  private Comparison() {}

  /** Returns whether the first argument equals any other. */
  static boolean equal(ImmutableList<Value> arguments) {
    if (arguments.size() < 2) {
      throw new Fault("missing argument for comparison");
    }
    Value first = arguments.getFirst();
    for (Value other : arguments.subList(1, arguments.size())) {
      if (equal(first, other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean equal(Value first, Value other) {
    if (first instanceof Value.Nothing || other instanceof Value.Nothing) {
      return first.equals(other);
    }
    if (first instanceof Value.Table && other instanceof Value.Table) {
      throw new Fault("non-comparable type " + first.printed() + ": " + first.type());
    }
    requireSameType(first, other);
    if (first instanceof Value.Real(double a) && other instanceof Value.Real(double b)) {
      return a == b;
    }
    return first.equals(other);
  }

  private static void requireSameType(Value first, Value second) {
    if (!first.type().equals(second.type())) {
      throw new Fault(
          "incompatible types for comparison: " + first.type() + " and " + second.type());
    }
  }

  /** Returns whether the first of two arguments is less than the second. */
  static boolean less(ImmutableList<Value> arguments) {
    return order(arguments) < 0;
  }

  /** Returns whether the first of two arguments is not greater than the second. */
  static boolean lessOrEqual(ImmutableList<Value> arguments) {
    return order(arguments) <= 0;
  }

  private static int order(ImmutableList<Value> arguments) {
    Value first = arguments.get(0);
    Value second = arguments.get(1);
    if (first instanceof Value.Table
        || second instanceof Value.Table
        || first instanceof Value.Nothing
        || second instanceof Value.Nothing) {
      throw new Fault("invalid type for comparison");
    }
    requireSameType(first, second);
    return switch (first) {
      case Value.Text(String text) -> text.compareTo(((Value.Text) second).text());
      case Value.Whole(long number) -> Long.compare(number, ((Value.Whole) second).number());
      case Value.Real(double number) -> Double.compare(number, ((Value.Real) second).number());
      default -> throw new Fault("invalid type for comparison");
    };
  }
}
