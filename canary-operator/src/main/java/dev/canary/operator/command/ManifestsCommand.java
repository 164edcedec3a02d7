package dev.canary.operator.command;

import com.google.common.collect.ImmutableList;
import dev.canary.core.plugin.RouterDescriptor;
import dev.canary.core.plugin.RouterPlugin;
import dev.canary.core.tree.Tree;
import dev.canary.operator.Version;
import dev.canary.operator.command.yaml.YamlText;
import dev.canary.operator.crd.Definitions;
import dev.canary.operator.crd.Providers;
import dev.canary.operator.wiring.Plugins;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code canary manifests}: prints what {@code kubectl apply} needs to install the operator. */
@Command(
    name = "manifests",
    mixinStandardHelpOptions = true,
    description = "Prints the definitions, permissions and Deployment of the operator as YAML.")
public final class ManifestsCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "where the operator runs (default: canary-system)")
  private String namespace = "canary-system";

  @Option(names = "--image", paramLabel = "IMAGE", description = "the operator's image")
  private String image = "canary-operator:" + Version.TEXT;

  @Option(
      names = "--mesh-provider",
      paramLabel = "NAME",
      description = "provider of canaries that name none (default: istio)")
  private String provider = "istio";

  @Option(
      names = "--metrics-server",
      paramLabel = "URL",
      description = "Prometheus of built-in checks (default: http://prometheus:9090)")
  private String metricsServer = "http://prometheus:9090";

  @Option(
      names = "--watch-namespaces",
      split = ",",
      paramLabel = "NAME",
      description = "watch only these, and permit Secrets only there (default: all)")
  private List<String> watched = new ArrayList<>();

  @Option(
      names = "--routers",
      split = ",",
      paramLabel = "NAME",
      description = "providers in use; permissions of others are left out (default: all installed)")
  private List<String> routers = new ArrayList<>();

  @Option(
      names = "--plugins-dir",
      paramLabel = "FOLDER",
      description = "folder with the jars of further routers")
  private @Nullable Path pluginsDir;

  /** Creates the command for picocli. */
  public ManifestsCommand() {}

  @Override
  public Integer call() {
    Installation installation =
        new Installation(
            namespace, image, provider, metricsServer, ImmutableList.copyOf(watched), inUse());
    PrintWriter out = commandSpec().commandLine().getOut();
    out.print(Definitions.yaml());
    for (Tree object : installation.objects()) {
      out.print("---\n" + YamlText.of(object));
    }
    out.flush();
    return 0;
  }

  private ImmutableList<RouterDescriptor> inUse() {
    Plugins plugins = Plugins.load(Optional.ofNullable(pluginsDir));
    served(plugins, "--mesh-provider", provider);
    List<RouterPlugin> chosen =
        routers.isEmpty()
            ? plugins.all()
            : routers.stream().flatMap(it -> served(plugins, "--routers", it).stream()).toList();
    return chosen.stream().map(RouterPlugin::descriptor).collect(ImmutableList.toImmutableList());
  }

  /** Returns the router; Blue/Green without a mesh has none. */
  private Optional<RouterPlugin> served(Plugins plugins, String option, String name) {
    Optional<RouterPlugin> plugin = plugins.find(name);
    if (plugin.isEmpty() && !name.equals(Providers.KUBERNETES)) {
      throw new ParameterException(
          commandSpec().commandLine(),
          "%s is \"%s\"; give %s".formatted(option, name, InstalledProviders.accepted(plugins)));
    }
    return plugin;
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(command);
  }
}
