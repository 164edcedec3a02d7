package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fixture.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimaryTemplateTest {

  /** Deployment podinfo-service selecting app: podinfo. */
  private static final PrimaryTemplate TEMPLATE =
      new PrimaryTemplate(
          "podinfo-service",
          new SelectorLabel("app", "podinfo"),
          ImmutableList.of("app", "name"),
          TrackedConfigs.OFF);

  @Test
  void metadata_isFilteredAndMarked() {
    Tree target =
        Yaml.read(
            """
            metadata:
              name: dropped
              creationTimestamp: null
              labels: {app: podinfo, tier: web, kustomize.toolkit.fluxcd.io/name: x}
              annotations: {flagger-id: old, a: b, x/helm.toolkit.fluxcd.io: y}
            spec: {hostPID: true}
            """);
    assertThat(TEMPLATE.of(target, "new"))
        .isEqualTo(
            Yaml.read(
                """
                metadata:
                  labels: {app: podinfo-primary, tier: web}
                  annotations: {flagger-id: new, a: b}
                spec: {hostPID: true}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {matchLabels: {app: podinfo-service}}            | {matchLabels: {app: podinfo-service-primary}}
          {matchLabels: {app: podinfo}}                    | {matchLabels: {app: podinfo-primary}}
          {matchLabels: {name: podinfo, tier: podinfo}}    | {matchLabels: {name: podinfo-primary, tier: podinfo}}
          {matchLabels: {app: other}}                      | {matchLabels: {app: other}}
          {matchExpressions: [{key: app, operator: In, values: [a, podinfo-service, podinfo-service]}]} | {matchExpressions: [{key: app, operator: In, values: [a, podinfo-service-primary, podinfo-service]}]}
          {matchExpressions: [{key: app, operator: In, values: [podinfo, podinfo-service]}]} | {matchExpressions: [{key: app, operator: In, values: [podinfo-primary, podinfo-service-primary]}]}
          {matchExpressions: [{key: tier, operator: In, values: [podinfo]}]} | {matchExpressions: [{key: tier, operator: In, values: [podinfo]}]}
          {matchExpressions: [{key: app, operator: Exists}]} | {matchExpressions: [{key: app, operator: Exists}]}
          """)
  void spreading_followsThePrimary(String selector, String rewritten) {
    for (String place :
        ImmutableList.of(
            "{topologySpreadConstraints: [{}, {labelSelector: %s}]}",
            "{affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution:"
                + " [{podAffinityTerm: {labelSelector: %s}}]}}}",
            "{affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                + " [{labelSelector: %s}]}}}")) {
      assertThat(spec(place.formatted(selector))).isEqualTo(Yaml.read(place.formatted(rewritten)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {matchLabels: {app: podinfo}}}]}}}
          {affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{namespaceSelector: {matchLabels: {app: podinfo}}, matchLabelKeys: [app]}]}}}
          {topologySpreadConstraints: [{labelSelector: null}]}
          """)
  void otherSelectors_areLeftAlone(String spec) {
    assertThat(spec(spec)).isEqualTo(Yaml.read(spec));
  }

  @Test
  void primaryOfTheReference_thatSpreadsByNameAlone_matches() {
    String spec = "{topologySpreadConstraints: [{labelSelector: {matchLabels: {app: podinfo}}}]}";
    Tree target = Tree.members().put("spec", Yaml.read(spec)).build();
    Tree left =
        Yaml.read("metadata: {labels: {app: podinfo-primary}, annotations: {flagger-id: random}}")
            .with(Yaml.read(spec), "spec");

    assertThat(TEMPLATE.matches(target, left)).isTrue();
    assertThat(TEMPLATE.matches(target, TEMPLATE.of(target, "other"))).isTrue();
    assertThat(TEMPLATE.matches(target, left.with(Tree.of(true), "spec", "hostPID"))).isFalse();
    assertThat(TEMPLATE.matches(target, left.with("b", "metadata", "labels", "a"))).isFalse();
    assertThat(TEMPLATE.matches(target, left.with("b", "metadata", "annotations", "a"))).isFalse();
  }

  @Test
  void idsDiffer_templatesAreNotTheSame() {
    Tree target = Yaml.read("spec: {hostPID: true}");
    assertThat(PrimaryTemplate.same(TEMPLATE.of(target, "a"), TEMPLATE.of(target, "b"))).isFalse();
    assertThat(PrimaryTemplate.same(TEMPLATE.of(target, "a"), TEMPLATE.of(target, "a"))).isTrue();
  }

  private static Tree spec(String spec) {
    Tree target = Tree.members().put("spec", Yaml.read(spec)).build();
    return TEMPLATE.of(target, "id").at("spec").orElseThrow();
  }
}
