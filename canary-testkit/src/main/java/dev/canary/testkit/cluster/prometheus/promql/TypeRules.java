package dev.canary.testkit.cluster.prometheus.promql;

import static dev.canary.testkit.cluster.prometheus.promql.ValueType.SCALAR;
import static dev.canary.testkit.cluster.prometheus.promql.ValueType.VECTOR;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.prometheus.promql.Expr.Binary;
import dev.canary.testkit.cluster.prometheus.promql.Expr.Call;
import dev.canary.testkit.cluster.prometheus.promql.Expr.Cardinality;
import java.util.Optional;

/** Which expressions may stand where; each method returns what it was given or throws. */
final class TypeRules {
  private final TokenStream tokens;

  TypeRules(TokenStream tokens) {
    this.tokens = tokens;
  }

  Expr signed(Token sign, Expr of) {
    require(
        isNumeric(of),
        sign,
        "unary expression only allowed on expressions of type scalar or instant vector, got "
            + of.type().words());
    return of;
  }

  Expr aggregated(Token start, Expr of) {
    require(
        of.type() == VECTOR,
        start,
        "expected type instant vector in aggregation expression, got " + of.type().words());
    return of;
  }

  Expr call(Token name, Call call, ImmutableList<Token> starts) {
    ImmutableList<ValueType> parameters = call.function().parameters();
    ImmutableList<Expr> arguments = call.arguments();
    require(
        parameters.size() == arguments.size(),
        name,
        "expected %d argument(s) in call to, got %d"
            .formatted(parameters.size(), arguments.size()));
    for (int i = 0; i < parameters.size(); i++) {
      ValueType wanted = parameters.get(i);
      ValueType got = arguments.get(i).type();
      require(
          wanted == got,
          starts.get(i),
          "expected type %s in call to function \"%s\", got %s at"
              .formatted(wanted.words(), call.function(), got.words()));
    }
    return call;
  }

  Expr binary(Token at, Binary binary) {
    problem(binary)
        .ifPresent(
            problem -> {
              throw tokens.error(at, problem + ": " + at.shown());
            });
    return binary;
  }

  private static Optional<String> problem(Binary binary) {
    boolean scalars = binary.type() == SCALAR;
    boolean vectors = binary.left().type() == VECTOR && binary.right().type() == VECTOR;
    Operator operator = binary.operator();
    if (!isNumeric(binary.left()) || !isNumeric(binary.right())) {
      return Optional.of("binary expression must contain only scalar and instant vector types");
    }
    if (binary.bool() && !operator.isComparison()) {
      return Optional.of("bool modifier can only be used on comparison operators");
    }
    if (scalars && operator.isComparison() && !binary.bool()) {
      return Optional.of("comparisons between scalars must use BOOL modifier");
    }
    if (!vectors && operator.isSet()) {
      return Optional.of("set operator not allowed in binary scalar expression");
    }
    if (!vectors && !binary.matching().labels().isEmpty()) {
      return Optional.of("vector matching only allowed between instant vectors");
    }
    if (operator.isSet() && binary.matching().cardinality() != Cardinality.ONE_TO_ONE) {
      return Optional.of("no grouping allowed for set operator");
    }
    return binary.matching().include().stream()
        .filter(label -> binary.matching().on() && binary.matching().labels().contains(label))
        .findFirst()
        .map(label -> "label \"" + label + "\" must not occur in ON and GROUP clause at once");
  }

  private static boolean isNumeric(Expr expr) {
    return expr.type() == SCALAR || expr.type() == VECTOR;
  }

  private void require(boolean holds, Token at, String problem) {
    if (!holds) {
      throw tokens.error(at, problem + " " + at.shown());
    }
  }
}
