package dev.canary.testkit.contract;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.Capabilities.Mirroring;
import dev.canary.core.model.Capabilities.Stickiness;
import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.Weight;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fixture.CanaryBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A position that a router supports, with a target it is for.
 *
 * @param layout which positions share the target
 * @param target what is routed
 * @param position where to
 */
record RouteCase(String layout, RouteTarget target, Position position) {

  static final String COOKIE = "shop.ck";
  static final String PRIMARY_COOKIE = "shop.primary";
  static final Tree AUDIENCE = audience("headers", "x-canary", "exact", "insider");
  private static final ImmutableList<Integer> WEIGHTS = ImmutableList.of(0, 1, 30, 50, 99, 100);

  /** Returns every supported position worth a test, all traffic to the primary first. */
  static ImmutableList<RouteCase> all(RouterSubject subject) {
    List<RouteCase> cases = new ArrayList<>();
    Traffic traffic = subject.traffic();
    RouteTarget plain = plain(subject).target();
    for (int weight : traffic.weights() ? WEIGHTS : ImmutableList.of(0)) {
      cases.add(new RouteCase("plain", plain, Position.canary(weight)));
    }
    traffic.mirror().ifPresent(mirror -> mirrored(subject, mirror, cases));
    traffic.audience().ifPresent(audience -> tested(subject, audience.withWeights(), cases));
    traffic.affinity().ifPresent(stickiness -> sticky(subject, stickiness, cases));
    return ImmutableList.copyOf(cases);
  }

  /** Starts the target that most rules are checked with; it has apex labels and annotations. */
  static CanaryBuilder plain(RouterSubject subject) {
    return subject
        .canary()
        .service(
            service ->
                service
                    .with("retail", "apex", "labels", "team")
                    .with("shop@example.org", "apex", "annotations", "contact"));
  }

  /** Returns the cookies of a run whose canary cookie has that value. */
  static Affinity cookies(RouterSubject subject, String value) {
    return new Affinity(
        Optional.of(COOKIE + "=" + value),
        Optional.of(COOKIE + "=fromBefore"),
        primaryCookie(subject).map(name -> name + "=aSdFgHjKlZ"));
  }

  /** Returns a target with stickiness as far as it is declared. */
  static RouteTarget sticky(RouterSubject subject) {
    boolean attributes = subject.traffic().affinity().filter(Stickiness::attributes).isPresent();
    return plain(subject)
        .affinity(
            new AffinitySpec(
                COOKIE,
                primaryCookie(subject),
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                attributes
                    ? ImmutableList.of("Domain=example.org", "Path=/shop", "Secure")
                    : ImmutableList.of()))
        .target();
  }

  /** Returns an audience of one entry with one condition. */
  static Tree audience(String subject, String name, String comparison, String value) {
    return Tree.array(
        Tree.object(
            ImmutableMap.of(
                subject,
                Tree.object(
                    ImmutableMap.of(name, Tree.texts(ImmutableMap.of(comparison, value)))))));
  }

  private static Optional<String> primaryCookie(RouterSubject subject) {
    return subject.traffic().affinity().filter(Stickiness::primary).map(any -> PRIMARY_COOKIE);
  }

  private static void mirrored(RouterSubject subject, Mirroring mirror, List<RouteCase> cases) {
    for (int percent : mirror.percentage() ? new int[] {100, 20} : new int[] {100}) {
      Position position = new Position(Weight.ZERO, new Mirror(percent), Affinity.NONE);
      if (mirror.withIterations()) {
        RouteTarget target = mirror(plain(subject).blueGreen(10).mirrored(), percent);
        cases.add(new RouteCase("blue-green mirrored " + percent, target, position));
        cases.add(new RouteCase("blue-green mirrored " + percent, target, Position.canary(100)));
      }
      if (mirror.withWeights()) {
        RouteTarget target = mirror(plain(subject).mirrored(), percent);
        cases.add(new RouteCase("weights mirrored " + percent, target, position));
        cases.add(new RouteCase("weights mirrored " + percent, target, Position.canary(30)));
      }
    }
  }

  private static RouteTarget mirror(CanaryBuilder canary, int percent) {
    return canary.mirrorWeight(percent == 100 ? 0 : percent).target();
  }

  private static void tested(RouterSubject subject, boolean weights, List<RouteCase> cases) {
    RouteTarget target = plain(subject).abTest(10, AUDIENCE).target();
    for (int weight : weights ? new int[] {0, 30, 100} : new int[] {0, 100}) {
      cases.add(new RouteCase("audience", target, Position.canary(weight)));
    }
  }

  private static void sticky(RouterSubject subject, Stickiness known, List<RouteCase> cases) {
    RouteTarget target = sticky(subject);
    Affinity running = cookies(subject, "QwErTyUiOp");
    cases.add(new RouteCase("sticky", target, Position.PRIMARY));
    cases.add(new RouteCase("sticky", target, Position.canary(30).with(running)));
    cases.add(new RouteCase("sticky", target, Position.canary(60).with(running)));
    if (known.cleanUp()) {
      cases.add(new RouteCase("sticky", target, Position.PRIMARY.with(running.ended())));
    }
  }

  @Override
  public String toString() {
    return layout + " at " + position;
  }
}
