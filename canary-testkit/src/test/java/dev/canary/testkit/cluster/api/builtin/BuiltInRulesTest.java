package dev.canary.testkit.cluster.api.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.store.GroupResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInRulesTest {

  private static final String SPEC =
      "{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"%s\"}},\"template\":{\"metadata\":"
          + "{\"labels\":{\"app\":\"%s\"}},\"spec\":{\"containers\":[%s]}}}}";

  private static final GroupResource DEPLOYMENTS = new GroupResource("apps", "deployments");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a | a | {"name":"c","image":"i"}                            | ``
          a | b | {"name":"c","image":"i"}                            | spec.template.metadata.labels
          a | a | ``                                                  | spec.template.spec.containers
          a | a | {"image":"i"}                                       | spec.template.spec.containers[0].name
          a | a | {"name":"c"}                                        | spec.template.spec.containers[0].image
          a | a | {"name":"c","image":"i"},{"name":"c","image":"i"}   | spec.template.spec.containers[1].name
          """)
  void deployment_brokenRule_namesTheField(
      String selector, String label, String containers, String field) {
    Tree object = Json.read(SPEC.formatted(selector, label, containers));

    assertThat(
            String.join(
                ",",
                BuiltInRules.problems(DEPLOYMENTS, object, null).stream()
                    .map(cause -> cause.field())
                    .toList()))
        .isEqualTo(field);
  }

  @Test
  void deployment_otherSelector_isImmutable() {
    String container = "{\"name\":\"c\",\"image\":\"i\"}";
    Tree before = Json.read(SPEC.formatted("a", "a", container));
    Tree after = Json.read(SPEC.formatted("b", "b", container));

    assertThat(BuiltInRules.problems(DEPLOYMENTS, after, before))
        .extracting(cause -> cause.message())
        .singleElement()
        .asString()
        .contains("field is immutable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          services | {"spec":{"ports":[{"port":80}]}}                       | ``
          services | {"spec":{"clusterIP":"None"}}                          | ``
          services | {"spec":{}}                                            | spec.ports
          services | {"spec":{"ports":[{"port":0}]}}                        | spec.ports[0].port
          services | {"spec":{"ports":[{"port":80,"name":"a"},{"port":81}]}} | spec.ports[1].name
          horizontalpodautoscalers.autoscaling | {"spec":{"maxReplicas":2,"minReplicas":3}} | spec.maxReplicas
          horizontalpodautoscalers.autoscaling | {"spec":{}}                | spec.maxReplicas
          customresourcedefinitions.apiextensions.k8s.io | {"metadata":{"name":"x"},"spec":{"group":"g","names":{"plural":"ps","kind":"P"},"versions":[{"name":"v1","storage":true,"schema":{"openAPIV3Schema":{}}}]}} | metadata.name
          customresourcedefinitions.apiextensions.k8s.io | {"metadata":{"name":"ps.g"},"spec":{"group":"g","names":{"plural":"ps","kind":"P"},"versions":[{"name":"v1","storage":true}]}} | spec.versions[0].schema.openAPIV3Schema
          customresourcedefinitions.apiextensions.k8s.io | {"metadata":{"name":"ps.g"},"spec":{"group":"g","names":{"plural":"ps","kind":"P"},"versions":[]}} | spec.versions
          """)
  void others_brokenRule_namesTheField(String resource, String object, String field) {
    int dot = resource.indexOf('.');
    GroupResource id =
        dot < 0
            ? new GroupResource("", resource)
            : new GroupResource(resource.substring(dot + 1), resource.substring(0, dot));

    assertThat(
            String.join(
                ",",
                BuiltInRules.problems(id, Json.read(object), null).stream()
                    .map(cause -> cause.field())
                    .toList()))
        .isEqualTo(field);
  }
}
