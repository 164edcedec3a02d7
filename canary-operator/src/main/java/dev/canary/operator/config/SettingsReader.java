package dev.canary.operator.config;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the command line and the environment of the operator; every problem is told at once. */
public final class SettingsReader {

  private static final Splitter LIST = Splitter.on(',').omitEmptyStrings();
  private static final ImmutableSet<String> LEVELS =
      ImmutableSet.of("debug", "info", "warn", "error", "fatal", "panic");

  private final UnaryOperator<@Nullable String> environment;
  private final BiFunction<String, Optional<Path>, Optional<String>> providers;

  /**
   * Creates a reader.
   *
   * @param environment value of a variable, or null
   * @param providers what is accepted instead of a provider, given the folder of plug-ins; empty if
   *     the provider is served
   */
  public SettingsReader(
      UnaryOperator<@Nullable String> environment,
      BiFunction<String, Optional<Path>, Optional<String>> providers) {
    this.environment = environment;
    this.providers = providers;
  }

  /**
   * Reads the arguments.
   *
   * @throws UsageException if they cannot work, with every problem
   */
  public Settings read(List<String> arguments) {
    GivenFlags given = GivenFlags.parse(arguments);
    FlagReader flags = new FlagReader(given, environment);
    Flags.ALL.forEach(flags::check);
    Settings settings =
        new Settings(
            task(given, flags),
            operator(flags),
            level(flags),
            flags.oneOf("zap-encoding", ImmutableSet.of("json", "console")).equals("console"),
            flags.warnings());
    if (settings.task() == Settings.Task.RUN && !flags.problems().isEmpty()) {
      throw new UsageException(flags.problems());
    }
    return settings;
  }

  private static Settings.Task task(GivenFlags given, FlagReader flags) {
    if (given.help()) {
      return Settings.Task.HELP;
    }
    return flags.bool("version") ? Settings.Task.VERSION : Settings.Task.RUN;
  }

  private OperatorConfig operator(FlagReader flags) {
    List<String> namespaces = LIST.splitToList(flags.text("namespace"));
    Optional<Path> kubeconfig = flags.path("kubeconfig");
    Optional<Path> pluginsDir = flags.folder("plugins-dir");
    return new OperatorConfig(
        kubeconfig,
        flags.url("master"),
        meshKubeconfig(flags, kubeconfig),
        ImmutableList.copyOf(namespaces),
        provider(flags, pluginsDir),
        flags.requiredUrl("metrics-server"),
        flags.port("port"),
        flags.bool("enable-leader-election"),
        namespaces.size() == 1 ? namespaces.getFirst() : flags.text("leader-election-namespace"),
        ImmutableList.copyOf(LIST.split(flags.text("selector-labels"))),
        ImmutableList.copyOf(LIST.split(flags.text("include-label-prefix"))),
        flags.bool("enable-config-tracking"),
        flags.url("event-webhook").map(Object::toString),
        !flags.bool("no-cross-namespace-refs"),
        pluginsDir,
        settings(flags),
        ImmutableSet.copyOf(LIST.split(flags.text("allow-hosts"))));
  }

  /** Routing objects in the wrong cluster would be worse than no start. */
  private static Optional<Path> meshKubeconfig(FlagReader flags, Optional<Path> kubeconfig) {
    Optional<Path> mesh = flags.path("kubeconfig-service-mesh");
    if (mesh.isPresent() && !mesh.equals(kubeconfig)) {
      flags.problem(
          "kubeconfig-service-mesh",
          "the same file as -kubeconfig, or leave it out: a second cluster is not supported yet");
    }
    return mesh;
  }

  private String provider(FlagReader flags, Optional<Path> pluginsDir) {
    String provider = flags.text("mesh-provider");
    // A folder that cannot be read is told once, as a problem of its own flag.
    if (pluginsDir.isPresent() || flags.text("plugins-dir").isEmpty()) {
      providers
          .apply(provider, pluginsDir)
          .ifPresent(accepted -> flags.problem("mesh-provider", accepted));
    }
    return provider;
  }

  private static String level(FlagReader flags) {
    String level = flags.text("log-level");
    if (LEVELS.contains(level)) {
      return level;
    }
    flags.warn(
        "-log-level \"%s\" is none of %s; info is used"
            .formatted(level, String.join(", ", LEVELS)));
    return "info";
  }

  private static ImmutableMap<String, ImmutableMap<String, String>> settings(FlagReader flags) {
    return flags.nested("router-setting", "NAME.key=value, for example istio.apiVersion=v1");
  }
}
