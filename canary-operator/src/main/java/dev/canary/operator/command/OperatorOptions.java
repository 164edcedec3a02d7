package dev.canary.operator.command;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.operator.config.OperatorConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The flags of the operator, with one dash or two (operator chapter, section 1). What each means is
 * said in {@link OperatorConfig}.
 */
final class OperatorOptions {

  private static final Splitter LIST = Splitter.on(',').omitEmptyStrings();

  @Option(
      names = {"-kubeconfig", "--kubeconfig"},
      paramLabel = "FILE",
      description = "how to reach the cluster; default: in-cluster")
  private @Nullable Path kubeconfig;

  @Option(
      names = {"-master", "--master"},
      paramLabel = "URL",
      description = "address of the API server")
  private @Nullable URI master;

  @Option(
      names = {"-kubeconfig-service-mesh", "--kubeconfig-service-mesh"},
      paramLabel = "FILE",
      description = "how to reach the cluster of the mesh; default: the same")
  private @Nullable Path meshKubeconfig;

  @Option(
      names = {"-namespace", "--namespace"},
      paramLabel = "NAMES",
      description = "comma-separated namespaces to watch; default: all")
  private String namespaces = "";

  @Option(
      names = {"-mesh-provider", "--mesh-provider"},
      paramLabel = "NAME",
      description = "traffic provider of canaries that name none (default: istio)")
  private String provider = "istio";

  @Option(
      names = {"-metrics-server", "--metrics-server"},
      paramLabel = "URL",
      description = "Prometheus of built-in checks (default: http://prometheus:9090)")
  private URI metricsServer = URI.create("http://prometheus:9090");

  @Option(
      names = {"-port", "--port"},
      paramLabel = "PORT",
      description = "port of /healthz, /readyz and /metrics (default: 8080)")
  private int port = 8080;

  @Option(
      names = {"-enable-leader-election", "--enable-leader-election"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "act only as leader (default: true)")
  private boolean leaderElection = true;

  @Option(
      names = {"-leader-election-namespace", "--leader-election-namespace"},
      paramLabel = "NAME",
      description = "where the lease is (default: kube-system)")
  private String leaseNamespace = "kube-system";

  @Option(
      names = {"-selector-labels", "--selector-labels"},
      paramLabel = "KEYS",
      description = "labels looked for in a target's selector")
  private String selectorLabels = "app,name,app.kubernetes.io/name";

  @Option(
      names = {"-include-label-prefix", "--include-label-prefix"},
      paramLabel = "PREFIXES",
      description = "metadata copied to the primary")
  private String includeLabelPrefix = "";

  @Option(
      names = {"-enable-config-tracking", "--enable-config-tracking"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "track ConfigMaps and Secrets of targets (default: true)")
  private boolean configTracking = true;

  @Option(
      names = {"-event-webhook", "--event-webhook"},
      paramLabel = "URL",
      description = "receives every event")
  private @Nullable String eventWebhook;

  @Option(
      names = {"-no-cross-namespace-refs", "--no-cross-namespace-refs"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "refuse references to other namespaces")
  private boolean noCrossNamespaceRefs;

  @Option(
      names = {"-plugins-dir", "--plugins-dir"},
      paramLabel = "FOLDER",
      description = "jars of further routers")
  private @Nullable Path pluginsDir;

  @Option(
      names = {"-router-setting", "--router-setting"},
      paramLabel = "NAME.KEY=VALUE",
      description = "a setting of a router; may be repeated")
  private Map<String, String> routerSettings = new LinkedHashMap<>();

  @Option(
      names = {"-allow-hosts", "--allow-hosts"},
      paramLabel = "HOSTS",
      description = "hosts that hooks and queries may call whatever their address")
  private String allowedHosts = "";

  /**
   * Returns the configuration; environment variables win over flags as they always did.
   *
   * @param environment value of a variable, or null
   */
  OperatorConfig config(UnaryOperator<@Nullable String> environment) {
    String hook = environment.apply("EVENT_WEBHOOK_URL");
    List<String> watched = LIST.splitToList(namespaces);
    return new OperatorConfig(
        Optional.ofNullable(kubeconfig),
        Optional.ofNullable(master),
        Optional.ofNullable(meshKubeconfig),
        ImmutableList.copyOf(watched),
        provider,
        metricsServer,
        port,
        leaderElection,
        watched.size() == 1 ? watched.getFirst() : leaseNamespace,
        ImmutableList.copyOf(LIST.split(selectorLabels)),
        ImmutableList.copyOf(LIST.split(includeLabelPrefix)),
        configTracking,
        Optional.ofNullable(hook == null || hook.isEmpty() ? eventWebhook : hook),
        !noCrossNamespaceRefs,
        Optional.ofNullable(pluginsDir),
        settings(),
        ImmutableSet.copyOf(LIST.split(allowedHosts)));
  }

  private ImmutableMap<String, ImmutableMap<String, String>> settings() {
    Map<String, Map<String, String>> byRouter = new HashMap<>();
    routerSettings.forEach(
        (path, value) -> {
          int dot = path.indexOf('.');
          if (dot <= 0) {
            throw new IllegalArgumentException(
                "--router-setting \""
                    + path
                    + "="
                    + value
                    + "\" is not of the form NAME.key=value");
          }
          byRouter
              .computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<>())
              .put(path.substring(dot + 1), value);
        });
    ImmutableMap.Builder<String, ImmutableMap<String, String>> settings = ImmutableMap.builder();
    byRouter.forEach((name, values) -> settings.put(name, ImmutableMap.copyOf(values)));
    return settings.buildOrThrow();
  }
}
