package dev.canary.operator.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.core.model.Intake;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.plugin.RouterContext;
import dev.canary.core.plugin.RouterPlugin;
import dev.canary.core.port.SpecError;
import dev.canary.core.tick.RouteTargets;
import dev.canary.core.tree.Tree;
import dev.canary.operator.command.yaml.Manifest;
import dev.canary.operator.crd.Definitions;
import dev.canary.operator.crd.Providers;
import dev.canary.operator.crd.SpecDefaults;
import dev.canary.operator.crd.SpecReader;
import dev.canary.operator.crd.Validation;
import dev.canary.operator.wiring.Plugins;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds every problem of our resources without a cluster, those that only a router knows too. */
public final class Validator {

  private static final String GROUP = "flagger.app/";

  private final Plugins plugins;
  private final SpecReader reader;
  private final Definitions definitions = new Definitions();
  private final Validation validation;

  /**
   * Creates a validator.
   *
   * @param plugins the routers that there are
   * @param provider of canaries that name none
   * @param crossNamespaceRefs whether references may leave the canary's namespace
   */
  public Validator(Plugins plugins, String provider, boolean crossNamespaceRefs) {
    this.plugins = plugins;
    Providers providers =
        Providers.of(plugins.all().stream().map(RouterPlugin::descriptor).toList());
    this.reader = new SpecReader(new SpecDefaults(provider, providers, crossNamespaceRefs));
    this.validation = new Validation(reader, definitions);
  }

  /** Returns whether the object is a canary, a metric template or an alert provider. */
  public boolean knows(Tree object) {
    return object.textOr("", "apiVersion").startsWith(GROUP)
        || definitions.kinds().contains(object.textOr("", "kind"));
  }

  /**
   * Returns every problem of one of our objects, by line, as {@code file:line: object: field:
   * problem}.
   */
  public ImmutableList<String> problems(Manifest manifest) {
    ImmutableList.Builder<SpecProblem> problems = ImmutableList.builder();
    if (manifest.object().textOr("", "metadata", "name").isEmpty()) {
      problems.add(new SpecProblem("metadata.name", "is missing; expected the object's name"));
    }
    problems.addAll(validation.validate(manifest.object()));
    if (manifest.object().textOr("", "kind").equals("Canary")) {
      problems.addAll(byRouter(manifest.object()));
    }
    return problems.build().stream()
        .sorted(Comparator.comparingInt(it -> manifest.line(it.field())))
        .map(it -> manifest.at(it.field()) + ": " + manifest.title() + ": " + it)
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  private List<SpecProblem> byRouter(Tree resource) {
    Intake intake = reader.read(resource);
    return intake instanceof Intake.Accepted(CanarySpec spec, var notes)
        ? plugins
            .find(spec.provider())
            .map(plugin -> byRouter(plugin, canary(resource, intake), spec))
            .orElse(ImmutableList.of())
        : ImmutableList.of();
  }

  private static ImmutableList<SpecProblem> byRouter(
      RouterPlugin plugin, Canary canary, CanarySpec spec) {
    NoCluster none = new NoCluster();
    RouterContext context =
        new RouterContext(none, none, none, ImmutableMap.of(), InstantSource.system());
    Traffic traffic = RouteTargets.traffic(spec, plugin.descriptor().capabilities());
    try {
      return plugin.create(context, spec.provider()).check(RouteTargets.of(canary, spec, traffic));
    } catch (SpecError refused) {
      return ImmutableList.of(new SpecProblem("spec", String.valueOf(refused.getMessage())));
    }
  }

  private static Canary canary(Tree resource, Intake intake) {
    return new Canary(
        new CanaryKey(
            resource.textOr("default", "metadata", "namespace"),
            resource.textOr("", "metadata", "name")),
        Tree.Obj.EMPTY,
        1,
        Optional.empty(),
        false,
        intake,
        CanaryStatus.NEW,
        "");
  }
}
