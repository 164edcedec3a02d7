package dev.canary.testkit.cluster.prometheus.promql;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import dev.canary.testkit.cluster.prometheus.promql.Value.Element;
import dev.canary.testkit.cluster.prometheus.promql.Value.Matrix;
import dev.canary.testkit.cluster.prometheus.promql.Value.Scalar;
import dev.canary.testkit.cluster.prometheus.promql.Value.Text;
import dev.canary.testkit.cluster.prometheus.promql.Value.Vector;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import dev.canary.testkit.cluster.prometheus.store.SampleStore;
import dev.canary.testkit.cluster.prometheus.store.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes the value of a query at one instant. */
public final class Evaluator {

  /** A series without a sample for longer than this is absent (Prometheus's default). */
  public static final Duration LOOKBACK = Duration.ofMinutes(5);

  private final SampleStore store;
  private final long now;

  private Evaluator(SampleStore store, Instant now) {
    this.store = store;
    this.now = now.toEpochMilli();
  }

  /**
   * Returns the value of the expression.
   *
   * @param expr a tree made by {@link PromQl#parse}
   * @param at the instant of evaluation, cut to milliseconds
   * @throws EvaluationException if series do not match as the expression demands
   */
  public static Value evaluate(Expr expr, SampleStore store, Instant at) {
    return new Evaluator(store, at).value(expr);
  }

  private Value value(Expr expr) {
    return switch (expr) {
      case Expr.Num(double number) -> new Scalar(number);
      case Expr.Str(String text) -> new Text(text);
      case Expr.Selector selector -> newest(selector);
      case Expr.Range range -> matrix(range);
      case Expr.Negation(Expr of) -> negative(value(of));
      case Expr.Binary binary ->
          BinaryOperations.apply(binary, value(binary.left()), value(binary.right()));
      case Expr.Aggregate aggregate -> aggregate(aggregate, vector(aggregate.of()));
      case Expr.Call call -> call(call);
    };
  }

  private Vector vector(Expr expr) {
    return (Vector) value(expr);
  }

  private double scalar(Expr expr) {
    return ((Scalar) value(expr)).value();
  }

  private Vector newest(Expr.Selector selector) {
    long at = now - selector.offset().toMillis();
    return Vector.of(
        store.newest(selector.matchers(), at - LOOKBACK.toMillis(), at).stream()
            .map(samples -> new Element(samples.labels(), samples.values()[0]))
            .toList());
  }

  private Matrix matrix(Expr.Range range) {
    long end = end(range);
    return new Matrix(
        store.between(range.selector().matchers(), end - range.length().toMillis(), end));
  }

  private long end(Expr.Range range) {
    return now - range.selector().offset().toMillis();
  }

  private static Value negative(Value value) {
    return value instanceof Scalar(double number)
        ? new Scalar(-number)
        : Vector.of(
            ((Vector) value)
                .elements().stream()
                    .map(
                        element -> new Element(element.labels().dropMetricName(), -element.value()))
                    .toList());
  }

  private static Vector aggregate(Expr.Aggregate aggregate, Vector of) {
    Map<Labels, List<Double>> groups = new LinkedHashMap<>();
    for (Element element : of.elements()) {
      groups
          .computeIfAbsent(
              group(aggregate.grouping(), element.labels()), labels -> new ArrayList<>())
          .add(element.value());
    }
    List<Element> results = new ArrayList<>();
    groups.forEach(
        (labels, values) ->
            results.add(new Element(labels, aggregate.operation().of(Doubles.toArray(values)))));
    return Vector.of(results);
  }

  private static Labels group(Expr.Grouping grouping, Labels labels) {
    return grouping.without()
        ? labels.dropMetricName().drop(grouping.labels())
        : labels.keep(grouping.labels());
  }

  private Value call(Expr.Call call) {
    ImmutableList<Expr> arguments = call.arguments();
    return switch (call.function()) {
      case VECTOR -> Vector.of(List.of(new Element(Labels.EMPTY, scalar(arguments.getFirst()))));
      case SCALAR -> onlyElement(vector(arguments.getFirst()));
      case HISTOGRAM_QUANTILE ->
          Histograms.quantile(scalar(arguments.getFirst()), vector(arguments.getLast()));
      case QUANTILE_OVER_TIME -> overRange(call, scalar(arguments.getFirst()));
      default -> overRange(call, Double.NaN);
    };
  }

  private static Scalar onlyElement(Vector vector) {
    return new Scalar(
        vector.elements().size() == 1 ? vector.elements().getFirst().value() : Double.NaN);
  }

  private Vector overRange(Expr.Call call, double parameter) {
    Expr.Range range = (Expr.Range) call.arguments().getLast();
    long end = end(range);
    boolean keepsName = call.function() == Function.LAST_OVER_TIME;
    List<Element> results = new ArrayList<>();
    for (Samples samples : matrix(range).series()) {
      Window window = new Window(samples, end - range.length().toMillis(), end);
      Labels labels = keepsName ? samples.labels() : samples.labels().dropMetricName();
      RangeFunctions.apply(call.function(), window, parameter)
          .ifPresent(value -> results.add(new Element(labels, value)));
    }
    return Vector.of(results);
  }
}
