package dev.canary.testkit.cluster.prometheus.promql;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.prometheus.promql.Expr.Cardinality;
import dev.canary.testkit.cluster.prometheus.promql.Expr.Grouping;
import dev.canary.testkit.cluster.prometheus.promql.Expr.Matching;
import dev.canary.testkit.cluster.prometheus.promql.Token.Kind;
import java.util.Optional;

/** Reads the grammar of {@link PromQl} by recursive descent; one method for each rule. */
final class Parser {
  private static final int MAX_DEPTH = 100;

  private final TokenStream tokens;
  private final SelectorParser selectors;
  private final TypeRules types;
  private int depth;

  Parser(String query) {
    this.tokens = new TokenStream(query);
    this.selectors = new SelectorParser(tokens);
    this.types = new TypeRules(tokens);
  }

  Expr query() {
    if (tokens.peek().kind() == Kind.END) {
      throw tokens.error(tokens.peek(), "no expression found in input");
    }
    Expr expr = expression(Operator.OR.precedence());
    if (tokens.peek().kind() != Kind.END) {
      throw tokens.error(tokens.peek(), "unexpected " + tokens.peek().shown());
    }
    return expr;
  }

  /** Reads operators that bind at least as tightly as the precedence. */
  private Expr expression(int precedence) {
    if (++depth > MAX_DEPTH) {
      throw tokens.error(
          tokens.peek(),
          "%s is nested deeper than %d levels".formatted(tokens.peek().shown(), MAX_DEPTH));
    }
    Expr left = unary();
    Optional<Operator> operator = Operator.of(tokens.peek());
    while (operator.isPresent() && operator.get().precedence() >= precedence) {
      left = binary(left, operator.get());
      operator = Operator.of(tokens.peek());
    }
    depth--;
    return left;
  }

  private Expr binary(Expr left, Operator operator) {
    Token at = tokens.take();
    boolean bool = tokens.accept("bool");
    Matching matching = matching();
    int tighter = operator == Operator.POWER ? 0 : 1;
    Expr right = expression(operator.precedence() + tighter);
    return types.binary(at, new Expr.Binary(operator, left, right, bool, matching));
  }

  private Matching matching() {
    boolean on = tokens.peek().is("on");
    ImmutableList<String> labels = ImmutableList.of();
    ImmutableList<String> include = ImmutableList.of();
    Cardinality cardinality = Cardinality.ONE_TO_ONE;
    if (on || tokens.peek().is("ignoring")) {
      tokens.take();
      labels = tokens.labels("matching");
      if (tokens.peek().is("group_left") || tokens.peek().is("group_right")) {
        cardinality =
            tokens.take().is("group_left") ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
        include = tokens.peek().is("(") ? tokens.labels("grouping") : include;
      }
    }
    return new Matching(cardinality, on, labels, include);
  }

  private Expr unary() {
    Token sign = tokens.peek();
    if (!sign.is("-") && !sign.is("+")) {
      return primary();
    }
    tokens.take();
    Expr of = types.signed(sign, expression(Operator.UNARY_PRECEDENCE + 1));
    return sign.is("+") ? of : new Expr.Negation(of);
  }

  private Expr primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> new Expr.Num(number(tokens.take()));
      case STRING -> new Expr.Str(string(tokens.take()));
      case NAME -> named(token);
      default -> {
        if (token.is("{")) {
          yield selectors.selector();
        }
        if (!tokens.accept("(")) {
          throw tokens.error(
              token, "unexpected %s, expected an expression".formatted(token.shown()));
        }
        Expr inner = expression(Operator.OR.precedence());
        tokens.expect(")", "parentheses");
        yield inner;
      }
    };
  }

  private Expr named(Token name) {
    Token following = tokens.peekSecond();
    boolean grouped = following.is("by") || following.is("without");
    if (!grouped && !following.is("(")) {
      if (Operator.of(name).isPresent()) {
        throw tokens.error(name, "unexpected %s, expected an expression".formatted(name.shown()));
      }
      return selectors.selector();
    }
    Optional<Aggregation> aggregation = Aggregation.named(name);
    if (aggregation.isPresent()) {
      return aggregate(aggregation.get());
    }
    Optional<Function> function = Function.named(name.text());
    if (function.isPresent() && !grouped) {
      return call(function.get());
    }
    throw tokens.error(
        name,
        "unknown or unsupported function %s; this subset has: %s; %s"
            .formatted(
                name.shown(),
                Joiner.on(' ').join(Aggregation.values()),
                Joiner.on(' ').join(Function.values())));
  }

  private Expr aggregate(Aggregation aggregation) {
    Token name = tokens.take();
    Optional<Grouping> before = grouping();
    tokens.expect("(", "aggregation");
    Expr of = types.aggregated(tokens.peek(), expression(Operator.OR.precedence()));
    tokens.expect(")", "aggregation \"" + name.text() + '"');
    Optional<Grouping> grouping = before.isPresent() ? before : grouping();
    return new Expr.Aggregate(
        aggregation, grouping.orElse(new Grouping(false, ImmutableList.of())), of);
  }

  private Optional<Grouping> grouping() {
    boolean without = tokens.peek().is("without");
    if (!without && !tokens.peek().is("by")) {
      return Optional.empty();
    }
    tokens.take();
    return Optional.of(new Grouping(without, tokens.labels("grouping")));
  }

  private Expr call(Function function) {
    Token name = tokens.take();
    tokens.expect("(", "call");
    ImmutableList.Builder<Expr> arguments = ImmutableList.builder();
    ImmutableList.Builder<Token> starts = ImmutableList.builder();
    if (!tokens.peek().is(")")) {
      do {
        starts.add(tokens.peek());
        arguments.add(expression(Operator.OR.precedence()));
      } while (tokens.accept(","));
    }
    tokens.expect(")", "call of \"" + function + '"');
    return types.call(name, new Expr.Call(function, arguments.build()), starts.build());
  }

  private double number(Token token) {
    return Literals.queryNumber(token.text())
        .orElseThrow(() -> tokens.error(token, "not a number: " + token.shown()));
  }

  private String string(Token token) {
    return Literals.string(token.text())
        .orElseThrow(() -> tokens.error(token, "unknown escape in " + token.text()));
  }
}
