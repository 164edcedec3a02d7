package dev.canary.metrics;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Measurement;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.plugin.HttpCaller;
import dev.canary.core.plugin.MetricsProviderPlugin;
import dev.canary.core.port.Metrics;
import dev.canary.core.port.PortException;
import dev.canary.core.port.SpecError;
import dev.canary.core.store.ObjectStore;
import dev.canary.metrics.builtin.MetricsSource;
import dev.canary.metrics.prometheus.PrometheusPlugin;
import dev.canary.metrics.prometheus.PrometheusProvider;
import dev.canary.metrics.template.Template;
import dev.canary.metrics.template.TemplateException;
import java.time.Duration;
import java.util.Optional;

/**
 * Measures checks: built-in and inline queries on the metrics server, templates on the source that
 * they name (metrics chapter, sections 1 to 6). Keeps nothing between two measurements; safe for
 * use by several threads.
 */
public final class CheckedMetrics implements Metrics {

  private static final String NOTHING_TO_ASK =
      "Metric query failed for no usable metrics template and query were configured";

  private final HttpCaller http;
  private final References references;
  private final MetricsSettings settings;
  private final TemplateProviders templates;

  /** Creates metrics with the providers of this module and objects of a store. */
  public CheckedMetrics(HttpCaller http, ObjectStore store, MetricsSettings settings) {
    this(http, new StoredReferences(store), settings);
  }

  /** Creates metrics with the providers of this module. */
  public CheckedMetrics(HttpCaller http, References references, MetricsSettings settings) {
    this(http, references, settings, ImmutableList.of(new PrometheusPlugin()));
  }

  /**
   * Creates metrics.
   *
   * @param http calls to the sources
   * @param references objects that checks refer to
   * @param settings what canaries do not say
   * @param plugins providers of templates
   * @throws IllegalArgumentException if two plug-ins have the same type
   */
  public CheckedMetrics(
      HttpCaller http,
      References references,
      MetricsSettings settings,
      ImmutableList<MetricsProviderPlugin> plugins) {
    this.http = http;
    this.references = references;
    this.settings = settings;
    templates = new TemplateProviders(http, references, plugins);
  }

  @Override
  public Measurement measure(
      Canary canary, CanarySpec spec, MetricCheck check, MetricCheck.Aspect aspect) {
    Optional<String> route;
    try {
      route = knativeRoute(canary, spec);
    } catch (PortException failure) {
      return new Measurement.Unusable(
          "Error fetching Knative service %s/%s %s"
              .formatted(canary.key().namespace(), spec.target().name(), failure.text()));
    }
    QueryModel model = QueryModel.of(canary.key(), spec, check, route);
    return aspect == MetricCheck.Aspect.TEMPLATE
        ? template(check, model)
        : server(spec, check, aspect, model);
  }

  /** A canary of Knative is judged by the revision created last (section 2.1). */
  private Optional<String> knativeRoute(Canary canary, CanarySpec spec) {
    if (!settings.mesh().equals("knative") && !provider(spec).equals("knative")) {
      return Optional.empty();
    }
    String name = spec.target().name();
    return references
        .knativeService(canary.key().namespace(), name)
        .map(service -> service.textOr("", "status", "latestCreatedRevisionName"))
        .or(
            () -> {
              throw new SpecError("services.serving.knative.dev \"" + name + "\" not found");
            });
  }

  private static String provider(CanarySpec spec) {
    return spec.tree().textOr("", "provider");
  }

  private Measurement server(
      CanarySpec spec, MetricCheck check, MetricCheck.Aspect aspect, QueryModel model) {
    PrometheusProvider server;
    try {
      server = PrometheusProvider.at(http, address(spec));
    } catch (SpecError invalid) {
      return new Measurement.Unusable(
          "Error building Prometheus client for " + address(spec) + " " + invalid.text());
    }
    Builtin builtin = new Builtin(source(spec), server);
    return switch (aspect) {
      case SUCCESS_RATE -> builtin.successRate(model);
      case DURATION -> builtin.duration(model);
      case QUERY, TEMPLATE -> inline(check, model, server);
    };
  }

  private String address(CanarySpec spec) {
    String own = spec.tree().textOr("", "metricsServer");
    return own.isEmpty() ? settings.metricsServer() : own;
  }

  private MetricsSource source(CanarySpec spec) {
    boolean service =
        spec.target().kind().equals("Service")
            && !spec.target().apiVersion().equals("serving.knative.dev/v1");
    return MetricsSource.of(settings.mesh(), provider(spec), service);
  }

  private static Measurement inline(
      MetricCheck check, QueryModel model, PrometheusProvider server) {
    try {
      String query = Template.render(check.query().orElse(""), model.functions());
      return server.measure(query, Duration.ZERO);
    } catch (TemplateException wrong) {
      return new Measurement.QueryError(wrong.text());
    }
  }

  private Measurement template(MetricCheck check, QueryModel model) {
    if (check.template().isEmpty()) {
      return new Measurement.Unusable(NOTHING_TO_ASK);
    }
    MetricCheck.TemplateRef ref = check.template().get();
    return switch (templates.resolve(ref, QueryModel.interval(check))) {
      case TemplateProviders.Broken(String text) ->
          new Measurement.Unusable("Metric template " + text);
      case TemplateProviders.Ready ready -> {
        try {
          String query = Template.render(ready.query(), model.functions());
          yield ready.provider().measure(query, ready.window());
        } catch (TemplateException wrong) {
          yield new Measurement.Unusable(
              "Metric template %s.%s query render error: %s"
                  .formatted(ref.name(), ref.namespace(), wrong.text()));
        }
      }
    };
  }

  @Override
  public Optional<String> unavailable(Canary canary, CanarySpec spec) {
    return spec.analysis().metrics().stream()
        .flatMap(check -> unavailable(spec, check).stream())
        .findFirst();
  }

  private Optional<String> unavailable(CanarySpec spec, MetricCheck check) {
    if (check.isBuiltin()) {
      return serverUnavailable(spec);
    }
    return check.template().flatMap(ref -> unavailable(ref, QueryModel.interval(check)));
  }

  private Optional<String> serverUnavailable(CanarySpec spec) {
    try {
      return PrometheusProvider.at(http, address(spec))
          .unavailable()
          .map(why -> "prometheus not avaiable: " + why);
    } catch (SpecError invalid) {
      return Optional.of(
          "error building Prometheus client for " + address(spec) + " " + invalid.text());
    }
  }

  private Optional<String> unavailable(MetricCheck.TemplateRef ref, String interval) {
    return switch (templates.resolve(ref, interval)) {
      case TemplateProviders.Broken(String text) -> Optional.of("metric template " + text);
      case TemplateProviders.Ready ready ->
          ready
              .provider()
              .unavailable()
              .map(
                  why ->
                      "%s in metric template %s.%s not avaiable: %s"
                          .formatted(ready.type(), ref.name(), ref.namespace(), why));
    };
  }
}
