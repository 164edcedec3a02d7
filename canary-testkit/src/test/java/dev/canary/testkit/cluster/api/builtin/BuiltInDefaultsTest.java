package dev.canary.testkit.cluster.api.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.store.GroupResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInDefaultsTest {

  private static final GroupResource DEPLOYMENTS = new GroupResource("apps", "deployments");
  private static final GroupResource SERVICES = new GroupResource("", "services");

  private final BuiltInDefaults defaults = new BuiltInDefaults();

  @Test
  void deployment_minimal_isFilledAsByARealServer() {
    Tree filled =
        defaults.filled(
            DEPLOYMENTS,
            Json.read(
                """
                {"spec":{"template":{"spec":{"serviceAccountName":"sa",
                  "containers":[{"name":"c","image":"i:1","ports":[{"containerPort":1}],
                                 "readinessProbe":{"httpGet":{"port":1}}}],
                  "volumes":[{"name":"v","configMap":{"name":"m"}},{"name":"e"}]}}}}"""),
            null);

    assertThat(filled)
        .isEqualTo(
            Json.read(
                """
                {"spec":{"replicas":1,"revisionHistoryLimit":10,"progressDeadlineSeconds":600,
                  "strategy":{"type":"RollingUpdate",
                              "rollingUpdate":{"maxUnavailable":"25%","maxSurge":"25%"}},
                  "template":{"spec":{"serviceAccountName":"sa","serviceAccount":"sa",
                    "restartPolicy":"Always","terminationGracePeriodSeconds":30,
                    "dnsPolicy":"ClusterFirst","securityContext":{},
                    "schedulerName":"default-scheduler",
                    "containers":[{"name":"c","image":"i:1","resources":{},
                      "ports":[{"containerPort":1,"protocol":"TCP"}],
                      "readinessProbe":{"httpGet":{"port":1,"path":"/","scheme":"HTTP"},
                        "timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,
                        "failureThreshold":3},
                      "terminationMessagePath":"/dev/termination-log",
                      "terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],
                    "volumes":[{"name":"v","configMap":{"name":"m","defaultMode":420}},
                               {"name":"e","emptyDir":{}}]}}}}"""));
  }

  @Test
  void filled_again_changesNothing() {
    Tree once =
        defaults.filled(
            DEPLOYMENTS,
            Json.read("{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"image\":\"a\"}]}}}}"),
            null);

    assertThat(defaults.filled(DEPLOYMENTS, once, once)).isEqualTo(once);
  }

  @Test
  void deployment_recreate_hasNoRollingUpdate() {
    Tree filled =
        defaults.filled(
            DEPLOYMENTS, Json.read("{\"spec\":{\"strategy\":{\"type\":\"Recreate\"}}}"), null);

    assertThat(filled.at("spec", "strategy", "rollingUpdate")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "web:1, IfNotPresent",
    "web, Always",
    "web:latest, Always",
    "reg:5000/web, Always",
    "reg:5000/web:2, IfNotPresent",
    "web@sha256:00, IfNotPresent"
  })
  void container_imageTag_decidesThePullPolicy(String image, String policy) {
    Tree filled =
        defaults.filled(
            DEPLOYMENTS,
            Json.read(
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"image\":\"%s\"}]}}}}"
                    .formatted(image)),
            null);

    assertThat(filled.textOr("", "spec", "template", "spec", "containers", "0", "imagePullPolicy"))
        .isEqualTo(policy);
  }

  @Test
  void service_withoutAddress_getsOneAndKeepsIt() {
    Tree service = Json.read("{\"spec\":{\"ports\":[{\"port\":80}]}}");
    Tree first = defaults.filled(SERVICES, service, null);
    Tree second = defaults.filled(SERVICES, service, null);
    String address = first.textOr("", "spec", "clusterIP");

    assertThat(address).startsWith("10.96.").isNotEqualTo(second.textOr("", "spec", "clusterIP"));
    assertThat(defaults.filled(SERVICES, service, first).textOr("", "spec", "clusterIP"))
        .isEqualTo(address);
    assertThat(first.at("spec", "ports"))
        .contains(Json.read("[{\"port\":80,\"protocol\":\"TCP\",\"targetPort\":80}]"));
  }

  @Test
  void service_headless_staysWithoutAddress() {
    Tree filled = defaults.filled(SERVICES, Json.read("{\"spec\":{\"clusterIP\":\"None\"}}"), null);

    assertThat(filled.at("spec", "clusterIPs")).contains(Json.read("[\"None\"]"));
  }

  @Test
  void secret_stringData_becomesData() {
    Tree filled =
        defaults.filled(
            new GroupResource("", "secrets"),
            Json.read("{\"data\":{\"a\":\"Yg==\"},\"stringData\":{\"a\":\"x\",\"c\":\"y\"}}"),
            null);

    assertThat(filled)
        .isEqualTo(Json.read("{\"type\":\"Opaque\",\"data\":{\"a\":\"eA==\",\"c\":\"eQ==\"}}"));
  }

  @Test
  void nulls_countAsAbsent() {
    Tree filled =
        defaults.filled(
            new GroupResource("", "configmaps"),
            Json.read("{\"metadata\":{\"creationTimestamp\":null,\"name\":\"a\"},\"data\":null}"),
            null);

    assertThat(filled).isEqualTo(Json.read("{\"metadata\":{\"name\":\"a\"}}"));
  }
}
