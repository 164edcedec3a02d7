package dev.canary.operator.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;

/**
 * Builds clients of API servers (operator chapter, section 1).
 *
 * <p>Only what is given counts: neither {@code KUBECONFIG} nor the proxy variables of the process
 * are consulted; a proxy is used if the kubeconfig names one. Requests are never repeated by the
 * client: an answer that was lost must be known to be lost.
 */
public final class KubeClients {

  private final String userAgent;

  /**
   * Creates a factory.
   *
   * @param version of the operator; clients call themselves {@code canary/VERSION}
   */
  public KubeClients(String version) {
    userAgent = "canary/" + version;
  }

  /** Returns a client of the server at the URL, without authentication. */
  public KubernetesClient at(URI url) {
    return client(new ConfigBuilder(Config.empty()).withMasterUrl(url.toString()).build());
  }

  /**
   * Returns a client by the flags {@code -kubeconfig} and {@code -master}.
   *
   * @param kubeconfig path of a kubeconfig; empty for none
   * @param master URL that overrides its server; empty for none. Without both the configuration of
   *     the pod is used
   * @throws KubeConfigException if the configuration cannot be read; the message says which
   */
  public KubernetesClient of(String kubeconfig, String master) {
    if (kubeconfig.isEmpty()) {
      return master.isEmpty() ? client(InCluster.config()) : at(URI.create(master));
    }
    Config config = kubeconfig(Path.of(kubeconfig).toFile());
    return client(
        master.isEmpty() ? config : new ConfigBuilder(config).withMasterUrl(master).build());
  }

  private static Config kubeconfig(File file) {
    if (!file.canRead()) {
      throw new KubeConfigException("cannot read kubeconfig " + file + "; check -kubeconfig", null);
    }
    try {
      return Config.fromKubeconfig(file);
    } catch (RuntimeException malformed) {
      throw new KubeConfigException(
          "kubeconfig " + file + " is not usable: " + malformed.getMessage(), malformed);
    }
  }

  private KubernetesClient client(Config config) {
    boolean plain = config.getMasterUrl().startsWith("http:");
    Config ours =
        new ConfigBuilder(config)
            .withUserAgent(userAgent)
            .withRequestRetryBackoffLimit(0)
            .withHttp2Disable(plain || config.isHttp2Disable())
            .build();
    boolean direct = ours.getHttpProxy() == null && ours.getHttpsProxy() == null;
    return new KubernetesClientBuilder()
        .withConfig(ours)
        .withHttpClientBuilderConsumer(
            http -> {
              if (direct) {
                // Otherwise the transport falls back to the proxy of the process.
                var unused = http.proxyType(HttpClient.ProxyType.DIRECT);
              }
            })
        .build();
  }
}
