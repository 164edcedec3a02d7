package dev.canary.testkit.cluster.prometheus.promql;

import dev.canary.testkit.cluster.prometheus.promql.Expr.Binary;
import dev.canary.testkit.cluster.prometheus.promql.Value.Element;
import dev.canary.testkit.cluster.prometheus.promql.Value.Scalar;
import dev.canary.testkit.cluster.prometheus.promql.Value.Vector;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import java.util.ArrayList;
import java.util.List;

/** Applies an operator to the values of both sides. */
final class BinaryOperations {

  private BinaryOperations() {}

  static Value apply(Binary binary, Value left, Value right) {
    if (left instanceof Scalar(double l)) {
      return right instanceof Scalar(double r)
          ? new Scalar(binary.operator().apply(l, r))
          : withScalar(binary, (Vector) right, l, true);
    }
    if (right instanceof Scalar(double r)) {
      return withScalar(binary, (Vector) left, r, false);
    }
    VectorMatch match = new VectorMatch(binary);
    return binary.operator().isSet()
        ? match.set((Vector) left, (Vector) right)
        : match.pairs((Vector) left, (Vector) right);
  }

  private static Vector withScalar(
      Binary binary, Vector vector, double scalar, boolean scalarIsLeft) {
    Operator operator = binary.operator();
    boolean filters = operator.isComparison() && !binary.bool();
    List<Element> result = new ArrayList<>();
    for (Element element : vector.elements()) {
      double left = scalarIsLeft ? scalar : element.value();
      double right = scalarIsLeft ? element.value() : scalar;
      if (!filters) {
        Labels labels = element.labels().dropMetricName();
        result.add(new Element(labels, operator.apply(left, right)));
      } else if (operator.compare(left, right)) {
        result.add(element); // a comparison that filters changes nothing
      }
    }
    return Vector.of(result);
  }
}
