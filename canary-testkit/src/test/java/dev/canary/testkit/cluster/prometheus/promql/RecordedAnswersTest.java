package dev.canary.testkit.cluster.prometheus.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.prometheus.Recorded;
import dev.canary.testkit.cluster.prometheus.Recorded.Answer;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import dev.canary.testkit.cluster.prometheus.store.Numbers;
import dev.canary.testkit.cluster.prometheus.store.SampleStore;
import dev.canary.testkit.cluster.prometheus.store.Samples;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the evaluator to what a real Prometheus answered on the same samples. */
class RecordedAnswersTest {
  private static final double TOLERANCE = 1e-12;

  @TestFactory
  Stream<DynamicTest> answer_isThatOfPrometheus() {
    return Recorded.TOPICS.stream()
        .map(Recorded::topic)
        .flatMap(
            topic -> {
              SampleStore store = topic.store();
              return topic.answers().stream()
                  .map(
                      answer ->
                          DynamicTest.dynamicTest(answer.toString(), () -> check(store, answer)));
            });
  }

  @Test
  void recording_holdsAtLeast200Values_and50Errors() {
    long errors = all().filter(Answer::isError).count();
    long values = all().filter(answer -> !answer.isError()).count();
    long nonEmpty = all().filter(answer -> !answer.data().items("result").isEmpty()).count();

    assertThat(values).isGreaterThanOrEqualTo(200);
    assertThat(nonEmpty).isGreaterThanOrEqualTo(200);
    assertThat(errors).isGreaterThanOrEqualTo(50);
  }

  private static Stream<Answer> all() {
    return Recorded.TOPICS.stream().map(Recorded::topic).flatMap(topic -> topic.answers().stream());
  }

  private static void check(SampleStore store, Answer answer) {
    if (answer.isError()) {
      boolean malformed = answer.data().textOr("", "errorType").equals("bad_data");
      assertThatThrownBy(() -> evaluate(store, answer))
          .describedAs(answer.data().textOr("", "error"))
          .isInstanceOf(malformed ? PromQlException.class : EvaluationException.class);
      return;
    }
    Value value = evaluate(store, answer);
    Tree result = answer.data().at("result").orElseThrow();
    String type = answer.data().textOr("", "resultType");
    switch (value) {
      case Value.Scalar(double number) -> {
        assertThat(type).isEqualTo("scalar");
        assertSame(number, result.textOr("", "1"), answer.toString());
      }
      case Value.Text(String text) -> {
        assertThat(type).isEqualTo("string");
        assertThat(text).isEqualTo(result.textOr("", "1"));
      }
      case Value.Vector vector -> {
        assertThat(type).isEqualTo("vector");
        assertVector(vector, result);
      }
      case Value.Matrix matrix -> {
        assertThat(type).isEqualTo("matrix");
        assertMatrix(matrix, result);
      }
    }
  }

  private static Value evaluate(SampleStore store, Answer answer) {
    return Evaluator.evaluate(PromQl.parse(answer.query()), store, answer.time());
  }

  private static void assertVector(Value.Vector vector, Tree result) {
    Map<Labels, String> expected = new LinkedHashMap<>();
    for (Tree element : result.items()) {
      expected.put(Labels.of(element.texts("metric")), element.textOr("", "value", "1"));
    }
    assertThat(vector.elements())
        .extracting(Value.Element::labels)
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    for (Value.Element element : vector.elements()) {
      String text = expected.getOrDefault(element.labels(), "");
      assertSame(element.value(), text, element.labels().toString());
    }
  }

  private static void assertMatrix(Value.Matrix matrix, Tree result) {
    assertThat(matrix.series()).hasSize(result.items().size());
    for (Tree expected : result.items()) {
      Labels labels = Labels.of(expected.texts("metric"));
      Samples samples =
          matrix.series().stream()
              .filter(series -> series.labels().equals(labels))
              .findFirst()
              .orElseThrow();
      assertThat(samples.size()).isEqualTo(expected.items("values").size());
      for (int i = 0; i < samples.size(); i++) {
        Tree point = expected.items("values").get(i);
        assertThat(samples.times()[i])
            .isEqualTo(Math.round(Double.parseDouble(point.items().get(0).toString()) * 1000));
        assertSame(samples.values()[i], point.textOr("", "1"), labels.toString());
      }
    }
  }

  private static void assertSame(double value, String text, String what) {
    double expected = Numbers.parse(text).orElseThrow();
    if (Double.isFinite(expected)) {
      assertThat(value)
          .describedAs(what)
          .isCloseTo(expected, within(Math.abs(expected) * TOLERANCE));
    } else {
      assertThat(value).describedAs(what).isEqualTo(Double.valueOf(expected));
    }
  }
}
