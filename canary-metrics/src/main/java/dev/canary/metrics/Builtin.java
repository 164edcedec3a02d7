package dev.canary.metrics;

import dev.canary.core.model.Measurement;
import dev.canary.core.port.MetricsProvider;
import dev.canary.metrics.builtin.MetricsSource;
import dev.canary.metrics.builtin.QuerySet;
import dev.canary.metrics.template.Template;
import dev.canary.metrics.template.TemplateException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Asks the built-in queries (metrics chapter, sections 2.2 to 2.4).
 *
 * @param source what they are, and what messages call it
 * @param server whom they are put to
 */
record Builtin(MetricsSource source, MetricsProvider server) {

  /** Measures the share of successful requests, in percent. */
  Measurement successRate(QueryModel model) {
    UnaryOperator<String> wording =
        source.queries() == QuerySet.HTTP ? detail -> detail : Builtin::failed;
    return ask(source.queries().successRate(), model, wording);
  }

  /** Measures the duration of requests, in whole milliseconds. */
  Measurement duration(QueryModel model) {
    return switch (ask(source.queries().duration(), model, Builtin::failed)) {
      case Measurement.Value(double value) -> millis(value);
      case Measurement other -> other;
    };
  }

  private static String failed(String detail) {
    return "running query failed: " + detail;
  }

  /** An infinite duration is no duration; the reference lets it pass as nothing. */
  private Measurement millis(double result) {
    double millis = result * source.queries().durationMillis();
    if (Double.isInfinite(millis)) {
      return new Measurement.NoData(source.name(), failed("no values found"));
    }
    return new Measurement.Value(millis < 0 ? Math.ceil(millis) : Math.floor(millis));
  }

  /** The leading space is part of what is sent (section 2.2). */
  private Measurement ask(String template, QueryModel model, UnaryOperator<String> wording) {
    QueryModel spelled = source.queries().spellsRouteIds() ? model.asRouteIds() : model;
    String query;
    try {
      query = " " + Template.render(template, spelled.functions());
    } catch (TemplateException wrong) {
      return new Measurement.QueryError("rendering query failed: " + wrong.text());
    }
    return switch (server.measure(query, Duration.ZERO)) {
      case Measurement.NoData(String provider, String detail) ->
          new Measurement.NoData(source.name(), wording.apply(detail));
      case Measurement.Stale(String provider, String detail) ->
          new Measurement.Stale(source.name(), wording.apply(detail));
      case Measurement.ProviderError(String detail) ->
          new Measurement.ProviderError(wording.apply(detail));
      case Measurement.QueryError(String detail) ->
          new Measurement.QueryError(wording.apply(detail));
      case Measurement other -> other;
    };
  }
}
