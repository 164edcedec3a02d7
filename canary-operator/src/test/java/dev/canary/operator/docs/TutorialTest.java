package dev.canary.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TutorialTest {

  private static final String DEMO = "canary-operator/src/main/resources/demo/";

  @ParameterizedTest
  @CsvSource({
    "docs/tutorial/istio/podinfo-canary.yaml, istio/podinfo-canary.yaml",
    "docs/tutorial/istio/podinfo-canary-mirroring.yaml, istio-mirroring/podinfo-canary.yaml"
  })
  void manifest_isTheOneThatTheDemoPlays(String shown, String played) {
    assertThat(Documents.text(shown)).isEqualTo(Documents.text(DEMO + played));
  }
}
