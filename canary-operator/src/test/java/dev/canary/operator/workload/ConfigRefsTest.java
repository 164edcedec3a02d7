package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fixture.Yaml;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigRefsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          volumes: [{configMap: {name: a}}]                                             | configmap/a
          volumes: [{secret: {secretName: a}}]                                          | secret/a
          volumes: [{projected: {sources: [{configMap: {name: a}}]}}]                   | configmap/a
          volumes: [{projected: {sources: [{secret: {name: a}}]}}]                      | secret/a
          containers: [{env: [{valueFrom: {configMapKeyRef: {name: a, key: k}}}]}]      | configmap/a
          containers: [{env: [{valueFrom: {secretKeyRef: {name: a, key: k}}}]}]         | secret/a
          containers: [{envFrom: [{configMapRef: {name: a}}]}]                          | configmap/a
          containers: [{envFrom: [{secretRef: {name: a}}]}]                             | secret/a
          initContainers: [{env: [{valueFrom: {configMapKeyRef: {name: a, key: k}}}]}]  | configmap/a
          initContainers: [{env: [{valueFrom: {secretKeyRef: {name: a, key: k}}}]}]     | secret/a
          initContainers: [{envFrom: [{configMapRef: {name: a}}]}]                      | configmap/a
          initContainers: [{envFrom: [{secretRef: {name: a}}]}]                         | secret/a
          """)
  void everyPlace_isFoundAndRenamed(String spec, String key) {
    Tree tree = Yaml.read(spec);

    assertThat(found(tree)).containsOnly(Map.entry(key, false));
    assertThat(ConfigRefs.toCopies(tree, ref -> ref.statusKey().equals(key)))
        .isEqualTo(Yaml.read(spec.replace("ame: a", "ame: a-primary")));
    assertThat(ConfigRefs.toCopies(tree, ref -> false)).isEqualTo(tree);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imagePullSecrets: [{name: a}]",
        "serviceAccountName: a",
        "volumes: [{csi: {nodePublishSecretRef: {name: a}}}]",
        "ephemeralContainers: [{envFrom: [{secretRef: {name: a}}]}]",
        "volumes: [{secret: {}}]",
        "volumes: oops",
      })
  void otherPlaces_areNot(String spec) {
    assertThat(found(Yaml.read(spec))).isEmpty();
  }

  @Test
  void nameUsedTwice_isNeededIfOnePlaceNeedsIt() {
    String optional = "{\"configMapRef\":{\"name\":\"a\",\"optional\":true}}";
    String mandatory = "{\"configMapRef\":{\"name\":\"a\"}}";
    for (String both : new String[] {optional + "," + mandatory, mandatory + "," + optional}) {
      assertThat(found(Json.read("{\"containers\":[{\"envFrom\":[" + both + "]}]}")))
          .containsOnly(Map.entry("configmap/a", false));
    }
    assertThat(found(Json.read("{\"containers\":[{\"envFrom\":[" + optional + "]}]}")))
        .containsOnly(Map.entry("configmap/a", true));
  }

  private static Map<String, Boolean> found(Tree spec) {
    return ConfigRefs.optionalByRef(spec).entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().statusKey(), Map.Entry::getValue));
  }
}
