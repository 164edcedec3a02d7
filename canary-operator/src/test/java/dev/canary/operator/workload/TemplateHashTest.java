package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fixture.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateHashTest {

  private static final Tree TEMPLATE =
      Yaml.resource(Bed.class, "worked-example.in.yaml").stream()
          .filter(tree -> tree.textOr("", "kind").equals("Deployment"))
          .findFirst()
          .flatMap(tree -> tree.at("spec", "template"))
          .orElseThrow();

  @Test
  void hash_isShortAndCannotBeTheReferences() {
    String hash = TemplateHash.CURRENT.of(TEMPLATE);
    assertThat(hash).startsWith("c1:").hasSizeLessThanOrEqualTo(24);
    assertThat(hash).doesNotMatch("[4-9bcdf]{1,10}");
    assertThat(TemplateHash.ours(hash)).isTrue();
    assertThat(TemplateHash.ours("5f8c7d94b6")).isFalse();
    assertThat(TemplateHash.ours("")).isFalse();
  }

  /** A changed value here is a changed scheme: every running canary would be hashed anew. */
  @Test
  void hash_ofTheWorkedExample_staysForEver() {
    assertThat(TemplateHash.CURRENT.of(TEMPLATE)).isEqualTo("c1:109ea206b737aa1acdbb");
  }

  @Test
  void serverDefaults_doNotCount() {
    assertThat(TemplateHash.CURRENT.of(ApiServerDefaults.template(TEMPLATE)))
        .isEqualTo(TemplateHash.CURRENT.of(TEMPLATE));
  }

  @Test
  void orderOfMembers_doesNotCount() {
    Tree one = Yaml.read("{metadata: {labels: {a: x, b: y}}, spec: {hostPID: true}}");
    Tree other = Yaml.read("{spec: {hostPID: true}, metadata: {labels: {b: y, a: x}}}");
    assertThat(TemplateHash.CURRENT.of(one)).isEqualTo(TemplateHash.CURRENT.of(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      textBlock =
          """
          dnsPolicy: ClusterFirst                                        = {}
          restartPolicy: Always                                          = {}
          securityContext: {}                                            = {}
          terminationGracePeriodSeconds: 30                              = {}
          schedulerName: default-scheduler                               = {}
          tolerations: []                                                = {}
          hostAliases: null                                              = {}
          {serviceAccountName: a, serviceAccount: a}                     = serviceAccountName: a
          containers: [{resources: {}}]                                  = containers: [{}]
          containers: [{resources: {limits: {}, requests: {}}}]          = containers: [{}]
          containers: [{image: a, imagePullPolicy: Always}]              = containers: [{image: a}]
          containers: [{image: "a:latest", imagePullPolicy: Always}]     = containers: [{image: "a:latest"}]
          containers: [{image: "r:5000/a", imagePullPolicy: Always}]     = containers: [{image: "r:5000/a"}]
          containers: [{image: "a:1", imagePullPolicy: IfNotPresent}]    = containers: [{image: "a:1"}]
          containers: [{image: "a@sha256:1", imagePullPolicy: IfNotPresent}] = containers: [{image: "a@sha256:1"}]
          initContainers: [{terminationMessagePolicy: File}]             = initContainers: [{}]
          containers: [{ports: [{containerPort: 1, protocol: TCP}]}]     = containers: [{ports: [{containerPort: 1}]}]
          containers: [{livenessProbe: {periodSeconds: 10}}]             = containers: [{livenessProbe: {}}]
          containers: [{startupProbe: {httpGet: {path: /, scheme: HTTP}}}] = containers: [{startupProbe: {httpGet: {}}}]
          containers: [{readinessProbe: {grpc: {port: 1, service: ""}}}] = containers: [{readinessProbe: {grpc: {port: 1}}}]
          containers: [{lifecycle: {preStop: {httpGet: {scheme: HTTP}}}}] = containers: [{lifecycle: {preStop: {httpGet: {}}}}]
          volumes: [{name: a, emptyDir: {}}]                             = volumes: [{name: a}]
          volumes: [{secret: {secretName: a, defaultMode: 420}}]         = volumes: [{secret: {secretName: a}}]
          volumes: [{projected: {sources: [{serviceAccountToken: {path: p, expirationSeconds: 3600}}]}}] = volumes: [{projected: {sources: [{serviceAccountToken: {path: p}}]}}]
          volumes: [{image: {reference: "a:1", pullPolicy: IfNotPresent}}] = volumes: [{image: {reference: "a:1"}}]
          {hostNetwork: true, containers: [{ports: [{containerPort: 1, hostPort: 1}]}]} = {hostNetwork: true, containers: [{ports: [{containerPort: 1}]}]}
          """)
  void defaultsOfTheTable_doNotCount(String with, String without) {
    assertThat(hashOfSpec(with)).isEqualTo(hashOfSpec(without));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dnsPolicy: Default",
        "hostNetwork: true",
        "terminationGracePeriodSeconds: 31",
        "serviceAccount: a",
        "securityContext: {runAsNonRoot: true}",
        "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{namespaceSelector: {}}]}}",
        "containers: [{image: a}]",
        "containers: [{image: \"a:1\", imagePullPolicy: Always}]",
        "containers: [{image: a, imagePullPolicy: IfNotPresent}]",
        "containers: [{ports: [{containerPort: 1, hostPort: 1}]}]",
        "containers: [{ports: [{containerPort: 1}]}]",
        "containers: [{resources: {limits: {cpu: 1}}}]",
        "containers: [{args: [a, b]}]",
        "containers: [{args: [b, a]}]",
        "volumes: [{secret: {defaultMode: 256}}]",
        "volumes: [{emptyDir: {medium: Memory}}]",
        "nobodyKnowsThis: yes",
      })
  void whatUsersSay_counts(String said) {
    assertThat(hashOfSpec(said)).isNotEqualTo(hashOfSpec("{}"));
  }

  @ParameterizedTest
  @MethodSource("metadata")
  void labelsAndAnnotations_count(String metadata, boolean counts) {
    Tree template = Tree.members().put("metadata", Yaml.read(metadata)).build();
    Tree none = Tree.members().build();
    assertThat(TemplateHash.CURRENT.of(template).equals(TemplateHash.CURRENT.of(none)))
        .isEqualTo(!counts);
  }

  static List<Object[]> metadata() {
    return ImmutableList.of(
        new Object[] {"{labels: {a: b}}", true},
        new Object[] {"{annotations: {kubectl.kubernetes.io/restartedAt: now}}", true},
        new Object[] {"{creationTimestamp: null}", false},
        new Object[] {"{labels: {}, annotations: {}}", false});
  }

  @Test
  void differentArguments_differ() {
    assertThat(hashOfSpec("containers: [{args: [a, b]}]"))
        .isNotEqualTo(hashOfSpec("containers: [{args: [b, a]}]"));
  }

  private static String hashOfSpec(String spec) {
    return TemplateHash.CURRENT.of(Tree.members().put("spec", Yaml.read(spec)).build());
  }
}
