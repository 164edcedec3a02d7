package dev.canary.testkit.cluster.prometheus.promql;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import dev.canary.testkit.cluster.prometheus.store.Samples;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The value of an expression at one instant. */
public sealed interface Value {

  /** One number. */
  record Scalar(double value) implements Value {}

  /** One text. */
  record Text(String value) implements Value {}

  /**
   * One number for each series; no two have the same labels. The order carries no meaning but is
   * the same for the same samples.
   */
  record Vector(ImmutableList<Element> elements) implements Value {

    /**
     * Returns the vector of the elements.
     *
     * @throws EvaluationException if two have the same labels
     */
    static Vector of(List<Element> elements) {
      Set<Labels> seen = new HashSet<>();
      for (Element element : elements) {
        if (!seen.add(element.labels())) {
          throw new EvaluationException(
              "vector cannot contain metrics with the same labelset: " + element.labels());
        }
      }
      return new Vector(ImmutableList.copyOf(elements));
    }
  }

  /** Samples over a time for each series. */
  record Matrix(ImmutableList<Samples> series) implements Value {}

  /** The number of one series. */
  record Element(Labels labels, double value) {}
}
