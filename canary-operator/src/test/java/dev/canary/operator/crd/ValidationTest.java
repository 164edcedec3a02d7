package dev.canary.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValidationTest {

  /** What each rule in CEL refuses, by its message. */
  private static final ImmutableMap<String, String> REFUSED_BY_RULE =
      ImmutableMap.<String, String>builder()
          .put("service.port is required", "{service: null}")
          .put("the analysis never ends", "{analysis: {stepWeight: 0}}")
          .put("stepWeights must be greater", "{analysis: {stepWeight: null, stepWeights: [5, 5]}}")
          .put(
              "cannot have hosts and gateways",
              "{service: {port: 80, delegation: true, gateways: [mesh]}}")
          .put(
              "can't use the same cookie name",
              "{analysis: {sessionAffinity: {cookieName: a, primaryCookieName: a}}}")
          .put(
              "min must not be greater",
              "{analysis: {metrics: [{name: request-duration, thresholdRange: {min: 2, max: 1}}]}}")
          .put(
              "minReplicas must not be greater",
              "{autoscalerRef: {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler,"
                  + " name: p, primaryScalerReplicas: {minReplicas: 3, maxReplicas: 2}}}")
          .put(
              "Must have port for Service",
              "{service: {port: 80, mirror: [{backendRef: {name: other}}]}}")
          .buildOrThrow();

  private final Definitions definitions = new Definitions();
  private final Providers providers =
      new Providers(
          Providers.of(List.of()).names(),
          ImmutableSet.of("istio", "skipper", "osm", "smi", "gatewayapi"),
          Providers.PLUGGABLE);
  private final Validation validation =
      new Validation(
          new SpecReader(new SpecDefaults("istio", providers, /* crossNamespace= */ true)),
          definitions);

  static List<Tree> guides() {
    return Yaml.all(Yaml.resource("guides.yaml"));
  }

  @ParameterizedTest
  @MethodSource("guides")
  void guideManifest_hasNoProblem(Tree manifest) {
    assertThat(validation.validate(manifest)).isEmpty();
  }

  @Test
  void completeManifest_hasNoProblem() {
    assertThat(validation.validate(Yaml.of(Yaml.resource("full.yaml")))).isEmpty();
  }

  @Test
  void everyStatusWritten_fitsTheSchema() {
    StatusCodec codec = new StatusCodec();
    Tree canary = canary();
    for (int seed = 0; seed < 500; seed++) {
      Tree written = codec.write(canary, new Statuses(seed).any(), Instant.EPOCH);
      assertThat(validation.validate(written)).as("seed %s", seed).isEmpty();
    }
  }

  @Test
  void everyRuleOfTheSchema_isKnownOffline() {
    List<String> messages = new ArrayList<>();
    definitions.all().forEach(definition -> rules(definition, messages));

    assertThat(messages)
        .hasSameSizeAs(REFUSED_BY_RULE.keySet())
        .allSatisfy(
            message ->
                assertThat(REFUSED_BY_RULE.keySet())
                    .anySatisfy(it -> assertThat(message).startsWith(it)));
    REFUSED_BY_RULE.forEach(
        (rule, patch) ->
            assertThat(validation.validate(patched(canary(), "spec", Yaml.of(patch))))
                .as(rule)
                .hasSize(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{analysis: {stepWeight: null}} | spec.analysis",
        "{analysis: {iterations: 5}} | spec.analysis",
        "{analysis: {interval: 10x}} | spec.analysis.interval",
        "{analysis: {stepWeigth: 5}} | spec.analysis.stepWeigth",
        "{analysis: {match: [{headers: {a: {}}}]}} | spec.analysis.match[0].headers.a",
        "{analysis: {match: [{uri: {exact: a}}]}} | spec.analysis.match[0].uri",
        "{targetRef: {apiVersion: null}} | spec.targetRef.apiVersion",
        "{targetRef: {kind: StatefulSet}} | spec.targetRef.kind",
        "{canaryAnalysis: {}} | spec.canaryAnalysis",
        "{progressDeadlineSeconds: 1.5} | spec.progressDeadlineSeconds",
        "{service: {trafficPolicy: {loadBalancer: {}}}} | spec.service.trafficPolicy.loadBalancer",
        "{service: {gatewayRefs: [{name: ''}]}} | spec.service.gatewayRefs[0].name",
        "{service: {gatewayRefs: [{name: a, port: 70000}]}} | spec.service.gatewayRefs[0].port",
        "{service: {retries: {attempts: many}}} | spec.service.retries.attempts",
        "{service: {targetPort: true}} | spec.service.targetPort"
      })
  void oneMistake_isOneProblemAtItsField(String patch, String field) {
    Tree wrong = patched(canary(), "spec", Yaml.of(patch));

    assertThat(validation.validate(wrong)).extracting(SpecProblem::field).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acme.example/edge | true",
        "smi:v1alpha2:istio | true",
        "istio | true",
        "smi:v1alpha1 | true",
        "smi:v1alpha2 | true",
        "smi:v1alpha3 | true",
        "smi:crossover | true",
        "smi:istio | true",
        "smi:linkerd | true",
        "smi | true",
        "linkerd | true",
        "osm | true",
        "skipper | true",
        "gatewayapi | true",
        "gatewayapi:v1 | true",
        "gatewayapi:v1alpha2 | true",
        "gatewayapi:v1beta1 | true",
        "kubernetes | true",
        "apisix | true",
        "appmesh | true",
        "appmesh:v1beta2 | true",
        "contour | true",
        "gloo | true",
        "knative | true",
        "kuma | true",
        "nginx | true",
        "traefik | true",
        "isto | false",
        "'' | false"
      })
  void provider_isOneOfTheNamesOrOfAPlugin(String provider, boolean good) {
    Tree schema = definitions.schema("Canary").orElseThrow();
    Findings findings = new Findings();

    new SchemaCheck(findings).resource(schema, canary().with(provider, "spec", "provider"));

    assertThat(findings.problems().isEmpty()).isEqualTo(good);
  }

  @Test
  void alertProvider_mayHaveAddressAndSecret() {
    Tree provider =
        Yaml.of(
            """
            apiVersion: flagger.app/v1beta1
            kind: AlertProvider
            spec: {type: slack, address: "https://chat", secretRef: {name: chat}}
            """);

    assertThat(validation.validate(provider)).isEmpty();
    assertThat(validation.validate(provider.without("spec", "address"))).isEmpty();
    assertThat(
            validation.validate(provider.without("spec", "address").without("spec", "secretRef")))
        .extracting(SpecProblem::field)
        .containsExactly("spec");
  }

  @Test
  void otherKindsAndVersions_areNamed() {
    assertThat(validation.validate(Yaml.of("{kind: Deployment}")))
        .extracting(SpecProblem::toString)
        .containsExactly(
            "kind: is \"Deployment\"; expected one of Canary, MetricTemplate, AlertProvider");
    assertThat(validation.validate(canary().with("flagger.app/v1alpha3", "apiVersion")))
        .extracting(SpecProblem::field)
        .containsExactly("apiVersion");
  }

  @Test
  void columnsWithoutWide_areThoseThatUsersKnow() {
    assertThat(
            definitions
                .all()
                .getFirst()
                .items("spec", "versions", "0", "additionalPrinterColumns")
                .stream()
                .filter(column -> column.wholeOr(0, "priority") == 0)
                .map(column -> column.textOr("", "name")))
        .containsExactly("Status", "Weight", "LastTransitionTime");
  }

  private static void rules(Tree tree, List<String> messages) {
    tree.items("x-kubernetes-validations")
        .forEach(rule -> messages.add(rule.textOr("", "message")));
    switch (tree) {
      case Tree.Obj(var members) -> members.values().forEach(value -> rules(value, messages));
      case Tree.Arr(var elements) -> elements.forEach(value -> rules(value, messages));
      default -> {}
    }
  }

  /** Merges as JSON merge patch does: {@code null} removes. */
  private static Tree patched(Tree tree, String name, Tree patch) {
    if (patch instanceof Tree.Null) {
      return tree.without(name);
    }
    if (!(patch instanceof Tree.Obj)) {
      return tree.with(patch, name);
    }
    Tree child = tree.at(name).orElse(Tree.Obj.EMPTY);
    for (Map.Entry<String, Tree> member : patch.fields().entrySet()) {
      child = patched(child, member.getKey(), member.getValue());
    }
    return tree.with(child, name);
  }

  private static Tree canary() {
    return Yaml.of(
        """
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: podinfo, namespace: test, labels: {a: b}}
        spec:
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: podinfo}
          service: {port: 9898}
          analysis: {interval: 30s, threshold: 5, stepWeight: 10}
        """);
  }
}
