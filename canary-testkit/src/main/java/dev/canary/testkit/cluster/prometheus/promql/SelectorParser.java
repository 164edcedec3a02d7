package dev.canary.testkit.cluster.prometheus.promql;

import static dev.canary.testkit.cluster.prometheus.store.Labels.METRIC_NAME;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.prometheus.promql.Token.Kind;
import dev.canary.testkit.cluster.prometheus.store.LabelMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads selectors: a metric name, matchers in braces, a range in brackets and an offset. */
final class SelectorParser {
  private final TokenStream tokens;

  SelectorParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** Reads from the metric name or the opening brace to the end of the offset. */
  Expr selector() {
    Token start = tokens.peek();
    ImmutableList<LabelMatcher> matchers = allMatchers();
    if (matchers.stream().allMatch(LabelMatcher::matchesEmpty)) {
      throw tokens.error(
          start,
          "vector selector %s must contain at least one non-empty matcher"
              .formatted(start.shown()));
    }
    if (!tokens.accept("[")) {
      return new Expr.Selector(matchers, offset());
    }
    Duration range = duration("range");
    if (tokens.peek().text().startsWith(":")) {
      throw tokens.error(
          tokens.peek(), "unexpected %s: no subqueries here".formatted(tokens.peek().shown()));
    }
    tokens.expect("]", "range");
    return new Expr.Range(new Expr.Selector(matchers, offset()), range);
  }

  private ImmutableList<LabelMatcher> allMatchers() {
    List<LabelMatcher> matchers = new ArrayList<>();
    boolean named = tokens.peek().kind() == Kind.NAME;
    if (named) {
      matchers.add(LabelMatcher.of(METRIC_NAME, LabelMatcher.Operator.EQUAL, tokens.take().text()));
    }
    if (tokens.accept("{")) {
      while (!tokens.accept("}")) {
        Token label = tokens.peek();
        matchers.add(matcher());
        if (named && label.text().equals(METRIC_NAME)) {
          throw tokens.error(label, "metric name must not be set twice: " + label.shown());
        }
        if (!tokens.peek().is("}")) {
          tokens.expect(",", "label matching");
        }
      }
    }
    return ImmutableList.copyOf(matchers);
  }

  private LabelMatcher matcher() {
    String label = tokens.label("label matching");
    LabelMatcher.Operator operator = operator();
    Token value = tokens.expect(Kind.STRING, "a string", "label matching");
    try {
      return LabelMatcher.of(label, operator, text(value));
    } catch (IllegalArgumentException e) {
      PromQlException located = tokens.error(value, String.valueOf(e.getMessage()));
      located.initCause(e);
      throw located;
    }
  }

  private LabelMatcher.Operator operator() {
    for (LabelMatcher.Operator operator : LabelMatcher.Operator.values()) {
      if (tokens.accept(operator.text())) {
        return operator;
      }
    }
    throw tokens.unexpected("label matching", "one of = != =~ !~");
  }

  private String text(Token string) {
    return Literals.string(string.text())
        .orElseThrow(() -> tokens.error(string, "unknown escape in " + string.text()));
  }

  private Duration offset() {
    if (!tokens.accept("offset")) {
      return Duration.ZERO;
    }
    boolean negative = tokens.accept("-");
    Duration offset = duration("offset");
    return negative ? offset.negated() : offset;
  }

  private Duration duration(String context) {
    Token token = tokens.expect(Kind.DURATION, "a duration such as 1m30s", context);
    Duration duration =
        Literals.duration(token.text())
            .orElseThrow(() -> tokens.error(token, "not a valid duration: " + token.shown()));
    if (duration.isZero()) {
      throw tokens.error(token, "duration must be greater than 0: " + token.shown());
    }
    return duration;
  }
}
