package dev.canary.router.istio;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.SpecProblem;
import java.util.List;
import java.util.Optional;

/** Finds what cannot be routed before anything is written (router chapter, rules R11 and R14). */
final class Checks {

  private static final long LAST_PORT = 65_535;

  private final RouteTarget target;
  private final Layout layout;
  private final ImmutableList.Builder<SpecProblem> problems = ImmutableList.builder();

  Checks(RouteTarget target) {
    this.target = target;
    this.layout = new Layout(target);
  }

  /** Returns every problem of the target. */
  ImmutableList<SpecProblem> problems() {
    delegation();
    undeclared().ifPresent(text -> add("spec.analysis.match", text));
    ConditionChecks conditions = new ConditionChecks(problems);
    conditions.service(layout.match());
    if (layout.audience()) {
      conditions.audience(target.match().items());
    }
    layout.affinity().ifPresent(this::affinity);
    port();
    return problems.build();
  }

  /** Returns which capability the target needs that TCP routes do not have. */
  Optional<String> undeclared() {
    return layout.tcp() && !target.match().items().isEmpty()
        ? Optional.of(name() + " cannot have an audience: its routes are TCP routes")
        : Optional.empty();
  }

  /**
   * Returns which capability the position needs that the target's routes do not have. Cookies of a
   * target that asks for no stickiness are only remembered and need nothing.
   */
  Optional<String> unsupported(Position wanted) {
    if (!layout.tcp() && !layout.audience()) {
      return Optional.empty();
    }
    String routes = layout.tcp() ? "TCP routes" : "routes with an audience";
    if (wanted.mirror().on()) {
      return Optional.of(name() + " cannot be mirrored: it has " + routes);
    }
    return target.affinity().isPresent() && carriesCookies(wanted)
        ? Optional.of(name() + " cannot have session affinity: it has " + routes)
        : Optional.empty();
  }

  private static boolean carriesCookies(Position wanted) {
    Affinity affinity = wanted.affinity();
    return wanted.canary().percent() == 0
        ? affinity.previous().isPresent()
        : affinity.current().isPresent() || affinity.primary().isPresent();
  }

  /** Returns the messages as users read them in an event. */
  static String text(List<SpecProblem> problems) {
    return problems.stream().map(SpecProblem::message).collect(joining("; "));
  }

  private void delegation() {
    if (layout.delegation()
        && !(target.service().strings("hosts").isEmpty()
            && target.service().strings("gateways").isEmpty())) {
      add(
          "spec.service.delegation",
          name() + " cannot have hosts and gateways when delegation enabled");
    }
  }

  private void affinity(AffinitySpec affinity) {
    String path = "spec.analysis.sessionAffinity.";
    if (affinity.primaryCookieName().filter(affinity.cookieName()::equals).isPresent()) {
      add(
          path + "primaryCookieName",
          "can't use the same cookie name for both primary and cookie name;"
              + " please update them to be different");
    }
    cookieName(path + "cookieName", affinity.cookieName());
    affinity.primaryCookieName().ifPresent(name -> cookieName(path + "primaryCookieName", name));
  }

  private void cookieName(String field, String name) {
    if (!Cookies.isName(name)) {
      add(
          field,
          "cookie name \""
              + name
              + "\" must be one or more letters, digits and characters of "
              + Cookies.NAME_PUNCTUATION);
    }
  }

  private void port() {
    boolean inRange = layout.port() >= 1 && layout.port() <= LAST_PORT;
    if (layout.namesPort() && !inRange) {
      add("spec.service.port", "port " + layout.port() + " must be between 1 and " + LAST_PORT);
    }
  }

  private String name() {
    return "VirtualService " + target.apex() + "." + target.key().namespace();
  }

  private void add(String field, String message) {
    problems.add(new SpecProblem(field, message));
  }
}
