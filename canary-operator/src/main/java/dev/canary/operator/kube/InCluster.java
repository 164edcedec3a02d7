package dev.canary.operator.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The configuration that Kubernetes gives to a pod: the API server in variables, the certificate
 * authority and the token in files. The token is read for each request, as it is replaced about
 * once an hour.
 */
final class InCluster {

  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private InCluster() {}

  static Config config() {
    return config(System.getenv(), ACCOUNT);
  }

  /**
   * Returns the configuration.
   *
   * @param variables of the process
   * @param account directory of the service account
   * @throws KubeConfigException if this is no pod, or it has no service account
   */
  static Config config(Map<String, String> variables, Path account) {
    String host = variables.get("KUBERNETES_SERVICE_HOST");
    String port = variables.get("KUBERNETES_SERVICE_PORT");
    Path token = account.resolve("token");
    if (host == null || port == null || !Files.isReadable(token)) {
      throw new KubeConfigException(
          "this is no pod with a service account (KUBERNETES_SERVICE_HOST, "
              + "KUBERNETES_SERVICE_PORT and "
              + token
              + " are needed); give -kubeconfig or -master",
          null);
    }
    String address = host.contains(":") ? "[" + host + "]" : host;
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("https://" + address + ":" + port)
        .withCaCertFile(account.resolve("ca.crt").toString())
        .withOauthTokenProvider(() -> read(token))
        .build();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }
}
