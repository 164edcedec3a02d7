package dev.canary.metrics;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/**
 * What a query may name, as functions of the template language (metrics chapter, section 3.2).
 *
 * @param functions values by function name; texts, and one map of texts
 */
record QueryModel(ImmutableMap<String, Object> functions) {

  private static final String DEFAULT_INTERVAL = "1m";

  /**
   * Returns the model of one check.
   *
   * @param route replaces the canary's own, if there is one
   */
  static QueryModel of(
      CanaryKey canary, CanarySpec spec, MetricCheck check, Optional<String> route) {
    String target = spec.target().name();
    return new QueryModel(
        ImmutableMap.<String, Object>builder()
            .put("name", canary.name())
            .put("namespace", canary.namespace())
            .put("target", target)
            .put("service", spec.apex())
            .put("ingress", referred(spec.tree(), "ingressRef", target))
            .put("route", route.orElseGet(() -> referred(spec.tree(), "routeRef", target)))
            .put("interval", interval(check))
            .put("variables", check.variables())
            .buildOrThrow());
  }

  /** Returns the window of a check; every query has one, also where the reference has none. */
  static String interval(MetricCheck check) {
    return check.interval().isEmpty() ? DEFAULT_INTERVAL : check.interval();
  }

  private static String referred(Tree spec, String reference, String target) {
    return spec.at(reference).isPresent() ? spec.textOr("", reference, "name") : target;
  }

  /** Returns this model with names spelled as in Skipper's route ids. */
  QueryModel asRouteIds() {
    ImmutableMap.Builder<String, Object> spelled = ImmutableMap.builder();
    functions.forEach(
        (name, value) ->
            spelled.put(
                name,
                switch (name) {
                  case "ingress", "name", "namespace", "service", "target" ->
                      value.toString().replaceAll("[^0-9A-Za-z_]", "_");
                  default -> value;
                }));
    return new QueryModel(spelled.buildOrThrow());
  }
}
