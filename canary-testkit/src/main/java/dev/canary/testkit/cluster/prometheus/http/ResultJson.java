package dev.canary.testkit.cluster.prometheus.http;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.prometheus.promql.Value;
import dev.canary.testkit.cluster.prometheus.promql.ValueType;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import dev.canary.testkit.cluster.prometheus.store.Numbers;
import dev.canary.testkit.cluster.prometheus.store.Samples;
import java.util.Locale;

/** The {@code data} of an answer: numbers are texts, times are numbers of seconds. */
final class ResultJson {

  private ResultJson() {}

  static Tree of(Value value, long timeMillis) {
    return switch (value) {
      case Value.Scalar(double number) ->
          data(ValueType.SCALAR, point(timeMillis, Numbers.plainText(number)));
      case Value.Text(String text) -> data(ValueType.STRING, point(timeMillis, text));
      case Value.Vector(ImmutableList<Value.Element> elements) ->
          data(
              ValueType.VECTOR,
              Tree.array(
                  elements.stream()
                      .map(element -> element(element, timeMillis))
                      .collect(toImmutableList())));
      case Value.Matrix(ImmutableList<Samples> series) ->
          data(
              ValueType.MATRIX,
              Tree.array(series.stream().map(ResultJson::series).collect(toImmutableList())));
    };
  }

  private static Tree data(ValueType type, Tree result) {
    return Tree.members().put("resultType", type.resultType()).put("result", result).build();
  }

  private static Tree element(Value.Element element, long timeMillis) {
    return Tree.members()
        .put("metric", metric(element.labels()))
        .put("value", point(timeMillis, Numbers.text(element.value())))
        .build();
  }

  private static Tree series(Samples samples) {
    ImmutableList.Builder<Tree> points = ImmutableList.builder();
    for (int i = 0; i < samples.size(); i++) {
      points.add(point(samples.times()[i], Numbers.text(samples.values()[i])));
    }
    return Tree.members()
        .put("metric", metric(samples.labels()))
        .put("values", Tree.array(points.build()))
        .build();
  }

  private static Tree metric(Labels labels) {
    return Tree.texts(labels.values());
  }

  private static Tree point(long timeMillis, String text) {
    return Tree.array(new Tree.Num(seconds(timeMillis)), Tree.of(text));
  }

  /** Returns seconds since the epoch, with three decimals only if they are needed. */
  private static String seconds(long millis) {
    long fraction = Math.floorMod(millis, 1000);
    String whole = Long.toString(Math.floorDiv(millis, 1000));
    return fraction == 0 ? whole : String.format(Locale.ROOT, "%s.%03d", whole, fraction);
  }
}
