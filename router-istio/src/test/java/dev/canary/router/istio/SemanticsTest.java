package dev.canary.router.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SemanticsTest {

  private static boolean same(String left, String right) {
    return Semantics.same(Optional.of(Json.read(left)), Optional.of(Json.read(right)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                            | {\"match\": []}",
        "{}                                            | {\"headers\": {\"request\": {\"add\": {}}}}",
        "{}                                            | {\"corsPolicy\": {\"allowOrigin\": []}}",
        "{}                                            | {\"tls\": {\"mode\": \"\"}}",
        "{}                                            | {\"a\": null}",
        "{}                                            | {\"mirrorPercentage\": {\"value\": 100.0}}",
        "{\"weight\": 20}                              | {\"weight\": 20.0}",
        "{\"match\": [{\"ignoreUriCase\": false}]}     | {\"match\": [{}]}",
        "{\"route\": [{\"weight\": 0}]}                | {\"route\": [{\"weight\": 100}]}",
        "{\"a\": 1, \"b\": 2}                          | {\"b\": 2, \"a\": 1}"
      })
  void sameMeaning(String left, String right) {
    assertThat(same(left, right)).isTrue();
    assertThat(same(right, left)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                             | {\"retries\": {\"attempts\": 0}}",
        "{\"route\": [{\"weight\": 0}, {}]}             | {\"route\": [{}, {}]}",
        "{\"match\": [{\"headers\": {\"x\": {}}}]}      | {\"match\": [{}]}",
        "{\"match\": [{\"headers\": {\"x\": {}}}]}      | {\"match\": [{\"headers\": {\"x\": {\"exact\": \"\"}}}]}",
        "{\"headers\": {\"response\": {\"set\": {\"x\": \"\"}}}} | {}",
        "{\"match\": [{\"sourceLabels\": {\"a\": \"\"}}]} | {\"match\": [{}]}",
        "{\"match\": [{}, {\"port\": 1}]}               | {\"match\": [{\"port\": 1}]}",
        "{\"mirrorPercentage\": {\"value\": 0}}         | {\"mirrorPercentage\": {\"value\": 20}}",
        "{\"outlierDetection\": {\"consecutive5xxErrors\": 0}} | {}",
        "[1, 2]                                         | [2, 1]"
      })
  void differentMeaning(String left, String right) {
    assertThat(same(left, right)).isFalse();
    assertThat(same(right, left)).isFalse();
  }
}
