package dev.canary.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.canary.testkit.cluster.api.ApiServer;
import dev.canary.testkit.cluster.api.ApiServerConfig;
import dev.canary.testkit.cluster.api.traffic.RequestInfo;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeClientsTest {

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: here
      contexts: [{name: here, context: {cluster: c, user: u, namespace: n}}]
      clusters: [{name: c, cluster: {server: "https://api.example:6443"}}]
      users: [{name: u, user: {token: secret}}]
      """;

  private final KubeClients clients = new KubeClients("1.2.3");

  @TempDir private Path folder;

  @Test
  void plainUrl_isReachedUnderOurNameAndWithoutTheProxyOfTheProcess() {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
    try (ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS);
        KubernetesClient client = clients.at(server.url())) {
      assertThat(new KubeApi(client).get("/version").ok()).isTrue();
      assertThat(server.requests().recent())
          .extracting(RequestInfo::userAgent)
          .containsExactly("canary/1.2.3");
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void kubeconfig_givesServerAndToken_masterOverridesTheServer() throws IOException {
    String file = Files.writeString(folder.resolve("config"), KUBECONFIG).toString();

    try (KubernetesClient client = clients.of(file, "");
        KubernetesClient other = clients.of(file, "https://other.example")) {
      assertThat(client.getMasterUrl()).hasToString("https://api.example:6443/");
      assertThat(client.getConfiguration().getAutoOAuthToken()).isEqualTo("secret");
      assertThat(client.getConfiguration().getRequestRetryBackoffLimit()).isZero();
      assertThat(other.getMasterUrl()).hasToString("https://other.example/");
      assertThat(other.getConfiguration().getAutoOAuthToken()).isEqualTo("secret");
    }
  }

  @Test
  void kubeconfigThatIsMissing_isNamed() {
    assertThatExceptionOfType(KubeConfigException.class)
        .isThrownBy(() -> clients.of(folder.resolve("none").toString(), ""))
        .withMessageContaining("none")
        .withMessageContaining("-kubeconfig");
  }

  @Test
  void pod_readsItsTokenAnewForEachRequest() throws IOException {
    Files.writeString(folder.resolve("token"), "one\n");
    Map<String, String> variables =
        Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443");

    Config config = InCluster.config(variables, folder);

    assertThat(URI.create(config.getMasterUrl()).getHost()).isEqualTo("[fd00::1]");
    assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("one");
    Files.writeString(folder.resolve("token"), "two");
    assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("two");
  }

  @Test
  void noPod_saysWhichFlagsHelp() {
    assertThatExceptionOfType(KubeConfigException.class)
        .isThrownBy(() -> InCluster.config(Map.of(), folder))
        .withMessageContaining("give -kubeconfig or -master");
  }
}
