package dev.canary.testkit.cluster.prometheus.promql;

import static dev.canary.testkit.cluster.prometheus.promql.Expr.Cardinality.ONE_TO_MANY;
import static dev.canary.testkit.cluster.prometheus.promql.Expr.Cardinality.ONE_TO_ONE;

import dev.canary.testkit.cluster.prometheus.promql.Expr.Binary;
import dev.canary.testkit.cluster.prometheus.promql.Expr.Matching;
import dev.canary.testkit.cluster.prometheus.promql.Value.Element;
import dev.canary.testkit.cluster.prometheus.promql.Value.Vector;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An operator between two vectors: finds the elements that belong together. */
final class VectorMatch {
  private final Operator operator;
  private final boolean bool;
  private final Matching matching;

  VectorMatch(Binary binary) {
    this.operator = binary.operator();
    this.bool = binary.bool();
    this.matching = binary.matching();
  }

  /** Returns the elements that {@code and}, {@code or} or {@code unless} chooses. */
  Vector set(Vector left, Vector right) {
    if (operator == Operator.OR) {
      Set<Labels> onLeft = signatures(left);
      List<Element> both = new ArrayList<>(left.elements());
      right.elements().stream()
          .filter(element -> !onLeft.contains(signature(element)))
          .forEach(both::add);
      return Vector.of(both);
    }
    Set<Labels> onRight = signatures(right);
    boolean wanted = operator == Operator.AND;
    return Vector.of(
        left.elements().stream()
            .filter(element -> onRight.contains(signature(element)) == wanted)
            .toList());
  }

  /**
   * Returns the results of all pairs that match.
   *
   * @throws EvaluationException if an element matches more than the cardinality allows
   */
  Vector pairs(Vector left, Vector right) {
    if (left.elements().isEmpty() || right.elements().isEmpty()) {
      return Vector.of(List.of());
    }
    boolean swapped = matching.cardinality() == ONE_TO_MANY;
    Map<Labels, Element> ones = ones(swapped ? left : right, swapped ? "left" : "right");
    Set<Labels> matched = new HashSet<>();
    List<Element> results = new ArrayList<>();
    for (Element many : (swapped ? right : left).elements()) {
      Labels signature = signature(many);
      Element one = ones.get(signature);
      if (one == null) {
        continue;
      }
      double l = swapped ? one.value() : many.value();
      double r = swapped ? many.value() : one.value();
      if (operator.isComparison() && !bool && !operator.compare(l, r)) {
        continue;
      }
      Labels labels = result(many.labels(), one.labels());
      requireUnique(matched, matching.cardinality() == ONE_TO_ONE ? signature : labels);
      boolean filters = operator.isComparison() && !bool;
      results.add(new Element(labels, filters ? l : operator.apply(l, r)));
    }
    return Vector.of(results);
  }

  private Map<Labels, Element> ones(Vector side, String name) {
    Map<Labels, Element> ones = new HashMap<>();
    for (Element element : side.elements()) {
      Labels signature = signature(element);
      Element other = ones.put(signature, element);
      if (other != null) {
        throw new EvaluationException(
            ("found duplicate series for the match group %s on the %s hand-side of the operation:"
                    + " [%s, %s];many-to-many matching not allowed: matching labels must be unique"
                    + " on one side")
                .formatted(signature, name, element.labels(), other.labels()));
      }
    }
    return ones;
  }

  private void requireUnique(Set<Labels> matched, Labels key) {
    if (!matched.add(key)) {
      throw new EvaluationException(
          matching.cardinality() == ONE_TO_ONE
              ? "multiple matches for labels: many-to-one matching must be explicit"
                  + " (group_left/group_right): "
                  + key
              : "multiple matches for labels: grouping labels must ensure unique matches: " + key);
    }
  }

  private Labels result(Labels many, Labels one) {
    Labels labels = operator.isComparison() && !bool ? many : many.dropMetricName();
    if (matching.cardinality() == ONE_TO_ONE) {
      labels = matching.on() ? labels.keep(matching.labels()) : labels.drop(matching.labels());
    }
    for (String label : matching.include()) {
      labels = labels.with(label, one.get(label));
    }
    return labels;
  }

  private Set<Labels> signatures(Vector vector) {
    Set<Labels> signatures = new HashSet<>();
    vector.elements().forEach(element -> signatures.add(signature(element)));
    return signatures;
  }

  private Labels signature(Element element) {
    return matching.on()
        ? element.labels().keep(matching.labels())
        : element.labels().dropMetricName().drop(matching.labels());
  }
}
