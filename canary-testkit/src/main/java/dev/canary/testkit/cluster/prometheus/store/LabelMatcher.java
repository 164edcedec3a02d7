package dev.canary.testkit.cluster.prometheus.store;

import java.util.function.Predicate;

/** A condition on one label of a series; a label that is missing counts as empty. */
public final class LabelMatcher {

  /** How the label is compared. */
  public enum Operator {
    /** The label is the value. */
    EQUAL("="),
    /** The label is not the value. */
    NOT_EQUAL("!="),
    /** The whole label matches the regular expression. */
    MATCH("=~"),
    /** The whole label does not match the regular expression. */
    NO_MATCH("!~");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** Returns the operator as written in a selector. */
    public String text() {
      return text;
    }
  }

  private final String label;
  private final Operator operator;
  private final String value;
  private final Predicate<String> condition;

  private LabelMatcher(String label, Operator operator, String value, Predicate<String> condition) {
    this.label = label;
    this.operator = operator;
    this.value = value;
    this.condition = condition;
  }

  /**
   * Returns a matcher.
   *
   * @throws IllegalArgumentException if the value must be a regular expression and is none; the
   *     message names what stands where
   */
  public static LabelMatcher of(String label, Operator operator, String value) {
    Predicate<String> condition =
        switch (operator) {
          case EQUAL -> value::equals;
          case NOT_EQUAL -> text -> !value.equals(text);
          case MATCH -> Re2.matching(value);
          case NO_MATCH -> Re2.matching(value).negate();
        };
    return new LabelMatcher(label, operator, value, condition);
  }

  /** Returns the name of the label. */
  public String label() {
    return label;
  }

  /** Tells whether a series with these labels satisfies the condition. */
  public boolean matches(Labels labels) {
    return condition.test(labels.get(label));
  }

  /** Tells whether a series without the label satisfies the condition. */
  public boolean matchesEmpty() {
    return condition.test("");
  }

  @Override
  public String toString() {
    return label + operator.text() + '"' + value + '"';
  }
}
