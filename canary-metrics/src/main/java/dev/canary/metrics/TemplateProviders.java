package dev.canary.metrics;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.function.Function.identity;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.MetricCheck.TemplateRef;
import dev.canary.core.plugin.HttpCaller;
import dev.canary.core.plugin.MetricsProviderPlugin;
import dev.canary.core.port.MetricsProvider;
import dev.canary.core.port.PortException;
import dev.canary.core.port.SpecError;
import dev.canary.core.tree.Tree;
import java.time.Duration;

/** Finds metric templates and makes the providers they ask for (metrics chapter, section 4). */
final class TemplateProviders {

  /** Providers that see the window only inside the query, so that it may be any text. */
  private static final ImmutableSet<String> WINDOWLESS =
      ImmutableSet.of(
          "prometheus", "graphite", "influxdb", "stackdriver", "keptn", "externalmetrics");

  private final HttpCaller http;
  private final References references;
  private final ImmutableMap<String, MetricsProviderPlugin> plugins;

  TemplateProviders(
      HttpCaller http, References references, ImmutableList<MetricsProviderPlugin> plugins) {
    this.http = http;
    this.references = references;
    this.plugins =
        plugins.stream().collect(toImmutableMap(MetricsProviderPlugin::type, identity()));
  }

  /** A template that can be asked, or not. */
  sealed interface Resolved {}

  /**
   * A template and its provider.
   *
   * @param type of the provider
   * @param provider not yet asked
   * @param query not yet rendered
   * @param window of the check
   */
  record Ready(String type, MetricsProvider provider, String query, Duration window)
      implements Resolved {}

  /**
   * A template that cannot be asked.
   *
   * @param text begins with the template's name and namespace
   */
  record Broken(String text) implements Resolved {}

  /** Resolves a reference. */
  Resolved resolve(TemplateRef ref, String interval) {
    Tree template;
    try {
      template =
          references
              .template(ref.namespace(), ref.name())
              .orElseThrow(() -> missing("metrictemplate.flagger.app", ref.name()));
    } catch (PortException failure) {
      return broken(ref, "error", failure.text());
    }
    String secret = template.textOr("", "spec", "provider", "secretRef", "name");
    ImmutableMap<String, String> credentials;
    try {
      credentials =
          secret.isEmpty()
              ? ImmutableMap.of()
              : references
                  .secret(ref.namespace(), secret)
                  .orElseThrow(() -> missing("secrets", secret));
    } catch (PortException failure) {
      return broken(ref, "secret " + secret + " error", failure.text());
    }
    return ready(ref, template, credentials, interval);
  }

  private Resolved ready(
      TemplateRef ref, Tree template, ImmutableMap<String, String> credentials, String interval) {
    Tree provider = template.at("spec", "provider").orElse(Tree.Obj.EMPTY);
    String type = provider.textOr("", "type");
    try {
      MetricsProvider made = plugin(type).create(provider, credentials, http);
      return new Ready(type, made, template.textOr("", "spec", "query"), window(type, interval));
    } catch (PortException failure) {
      return broken(ref, "provider " + type + " error", failure.text());
    }
  }

  private MetricsProviderPlugin plugin(String type) {
    MetricsProviderPlugin plugin = plugins.get(type);
    if (plugin == null) {
      throw new SpecError(
          "unknown metrics provider '"
              + type
              + "', known are "
              + Joiner.on(", ").join(plugins.keySet()));
    }
    return plugin;
  }

  private static Duration window(String type, String interval) {
    try {
      return Windows.parse(interval);
    } catch (IllegalArgumentException invalid) {
      if (WINDOWLESS.contains(type)) {
        return Duration.ZERO;
      }
      throw new SpecError("error parsing metric interval: " + invalid.getMessage(), invalid);
    }
  }

  private static SpecError missing(String resource, String name) {
    return new SpecError(resource + " \"" + name + "\" not found");
  }

  private static Broken broken(TemplateRef ref, String what, String why) {
    return new Broken(ref.name() + "." + ref.namespace() + " " + what + ": " + why);
  }
}
