package dev.canary.operator.command;

import dev.canary.operator.Version;
import dev.canary.operator.crd.GoDuration;
import dev.canary.operator.kube.KubeClients;
import dev.canary.operator.kube.KubeConfigException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code canary remove}: has the operator restore what was there before the canary, then deletes
 * it. Exits 0 if the canary is gone, 1 otherwise.
 */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Restores what was there before a canary, then deletes the canary.")
public final class RemoveCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;

  @Parameters(paramLabel = "NAME", description = "name of the canary")
  private String name = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "namespace of the canary (default: default)")
  private String namespace = "default";

  @Option(
      names = {"-kubeconfig", "--kubeconfig"},
      paramLabel = "FILE",
      description = "how to reach the cluster; default: KUBECONFIG, else ~/.kube/config")
  private String kubeconfig = "";

  @Option(
      names = {"-master", "--master"},
      paramLabel = "URL",
      description = "address of the API server, over what the kubeconfig says")
  private String master = "";

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "longest wait for the operator, twice (default: 2m)")
  private String timeout = "2m";

  /** Creates the command for picocli. */
  public RemoveCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = commandSpec().commandLine().getOut();
    Duration limit = limit();
    try (KubernetesClient client = new KubeClients(Version.TEXT).of(kubeconfig(), master)) {
      new Removal(client, namespace, name, limit, line -> say(out, line)).run();
      return 0;
    } catch (RemovalException | KubeConfigException failed) {
      return failed(String.valueOf(failed.getMessage()));
    } catch (KubernetesClientException refused) {
      return failed("the API server did not do it: " + refused.getMessage());
    }
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private int failed(String message) {
    PrintWriter err = commandSpec().commandLine().getErr();
    err.println(message);
    err.flush();
    return 1;
  }

  private Duration limit() {
    return GoDuration.parse(timeout)
        .filter(Duration::isPositive)
        .orElseThrow(
            () ->
                new ParameterException(
                    commandSpec().commandLine(),
                    "--timeout is \"" + timeout + "\"; give a duration such as 2m"));
  }

  /** People have a kubeconfig where kubectl looks for it; in a pod there is none. */
  private String kubeconfig() {
    if (!kubeconfig.isEmpty() || !master.isEmpty()) {
      return kubeconfig;
    }
    String variable = System.getenv("KUBECONFIG");
    if (variable != null && !variable.isEmpty()) {
      return variable;
    }
    Path usual = Path.of(System.getProperty("user.home", "/"), ".kube", "config");
    return Files.isReadable(usual) ? usual.toString() : "";
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(command);
  }
}
