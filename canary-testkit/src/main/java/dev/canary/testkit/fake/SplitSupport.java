package dev.canary.testkit.fake;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.Capabilities;
import dev.canary.core.model.Capabilities.Comparison;
import dev.canary.core.model.Capabilities.Subject;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.model.Weight;
import dev.canary.core.port.UnsupportedRoute;
import dev.canary.core.tree.Tree;
import java.util.Locale;

/** What a router of Splits accepts, by the capabilities it declares. Pure. */
record SplitSupport(Capabilities.Traffic declared) {

  private static final String MATCH = "spec.analysis.match";

  /** Returns why the target cannot be expressed. */
  ImmutableList<SpecProblem> problems(RouteTarget target) {
    ImmutableList.Builder<SpecProblem> problems = ImmutableList.builder();
    ImmutableList<Tree> audience = target.match().items();
    if (!audience.isEmpty() && declared.audience().isEmpty()) {
      problems.add(new SpecProblem(MATCH, "this router has no audiences"));
      return problems.build();
    }
    for (int i = 0; i < audience.size(); i++) {
      String field = MATCH + "[" + i + "]";
      if (audience.get(i).fields("headers").isEmpty() || audience.get(i).fields().size() != 1) {
        problems.add(new SpecProblem(field, "needs headers and nothing else"));
      }
      audience
          .get(i)
          .fields("headers")
          .forEach((name, condition) -> check(field + ".headers." + name, condition, problems));
    }
    return problems.build();
  }

  /**
   * Checks that the position needs declared capabilities only.
   *
   * @throws UnsupportedRoute naming the one that is missing
   */
  void require(RouteTarget target, Position position) {
    boolean tested = !target.match().items().isEmpty();
    boolean split = position.canary().compareTo(Weight.ZERO) > 0;
    boolean partly = split && position.canary().compareTo(Weight.FULL) < 0;
    require(!split || declared.weights(), "weights");
    require(!tested || !split || declared.audience().isPresent(), "an audience");
    require(
        !tested || !partly || declared.audience().orElseThrow().withWeights(),
        "weights within an audience");
    if (position.mirror().on()) {
      requireMirror(target, position.mirror().percent(), tested);
    }
    if (target.affinity().isPresent() && !position.affinity().isNone()) {
      requireAffinity(target, position, tested);
    }
  }

  private void requireMirror(RouteTarget target, int percent, boolean tested) {
    Capabilities.Mirroring mirror =
        declared
            .mirror()
            .orElseThrow(() -> new UnsupportedRoute("this router does not support a mirror"));
    boolean iterations = target.spec().wholeOr(0, "analysis", "iterations") > 0;
    require(iterations ? mirror.withIterations() : mirror.withWeights(), "a mirror in such a run");
    require(percent == 100 || mirror.percentage(), "a mirrored share");
    require(!tested, "a mirror together with an audience");
  }

  private void requireAffinity(RouteTarget target, Position position, boolean tested) {
    Affinity cookies = position.affinity();
    Capabilities.Stickiness sticky =
        declared
            .affinity()
            .orElseThrow(() -> new UnsupportedRoute("this router does not support affinity"));
    boolean primary =
        cookies.primary().isPresent()
            && target.affinity().orElseThrow().primaryCookieName().isPresent();
    boolean expiring = cookies.previous().isPresent() && position.canary().equals(Weight.ZERO);
    require(!primary || sticky.primary(), "affinity of the primary");
    require(!expiring || sticky.cleanUp(), "expiring old cookies");
    require(!tested, "affinity together with an audience");
  }

  private static void require(boolean supported, String what) {
    if (!supported) {
      throw new UnsupportedRoute("this router does not support " + what);
    }
  }

  private void check(String field, Tree condition, ImmutableList.Builder<SpecProblem> problems) {
    ImmutableMap<String, String> comparisons = condition.texts();
    if (comparisons.size() != 1) {
      problems.add(new SpecProblem(field, "needs one comparison, has " + comparisons.size()));
    }
    for (String comparison : comparisons.keySet()) {
      boolean known =
          declared.audience().orElseThrow().conditions().get(Subject.HEADER).stream()
              .map(Comparison::name)
              .anyMatch(comparison.toUpperCase(Locale.ROOT)::equals);
      if (!known) {
        problems.add(new SpecProblem(field, "cannot be compared by " + comparison));
      }
    }
  }
}
