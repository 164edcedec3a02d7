package dev.canary.testkit.contract;

import static dev.canary.testkit.contract.RouterRules.assertNoWrites;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.Capabilities.Audience;
import dev.canary.core.model.Capabilities.Comparison;
import dev.canary.core.model.Capabilities.Mirroring;
import dev.canary.core.model.Capabilities.Subject;
import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.Weight;
import dev.canary.core.port.SpecError;
import dev.canary.core.port.UnsupportedRoute;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.StoreRequests;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule R14: what is declared works, what is not declared is refused. */
interface CapabilityRules extends RouterRules {

  @Test
  default void r14_weights_areExactOrRefused() {
    RouteTarget target = RouteCase.plain(subject()).target();
    for (int weight = 0; weight <= 100; weight++) {
      if (!subject().traffic().weights() && weight > 0) {
        assertUnsupported(target, Position.canary(weight));
        continue;
      }
      RouterBench bench = bench();
      bench.at(new RouteCase("plain", target, Position.canary(weight)));
      RouteAnswer answer = bench.ask(subject().request(target));
      assertThat(answer.share(target.canary())).as("share at %s", weight).isEqualTo(weight);
      assertThat(answer.share(target.primary())).isEqualTo(100.0 - weight);
      assertThat(answer.mirroredTo(target.canary())).as("mirrored at %s", weight).isZero();
      assertThat(answer.setCookies().isEmpty()).as("no cookies at %s", weight).isTrue();
    }
  }

  @Test
  default void r14_audience_isWhoReachesTheCanary() {
    RouteTarget target = RouteCase.plain(subject()).abTest(10, RouteCase.AUDIENCE).target();
    Optional<Audience> declared = subject().traffic().audience();
    if (declared.isEmpty()) {
      assertUnsupported(target, Position.canary(100));
      return;
    }
    RouteRequest member = subject().request(target).header("x-canary", "insider");
    for (int weight : new int[] {0, 30, 100}) {
      if (weight == 30 && !declared.get().withWeights()) {
        assertUnsupported(target, Position.canary(weight));
        continue;
      }
      RouterBench bench = bench();
      bench.at(new RouteCase("audience", target, Position.canary(weight)));
      assertThat(bench.ask(member).share(target.canary())).as("audience").isEqualTo(weight);
      assertThat(bench.ask(subject().request(target)).share(target.primary()))
          .as("everybody else at %s", weight)
          .isEqualTo(100);
    }
  }

  @Test
  default void r14_condition_isExactlyAsDeclaredOrRefused() {
    Optional<Audience> audience = subject().traffic().audience();
    for (Subject kind : new Subject[] {Subject.HEADER, Subject.QUERY}) {
      for (Comparison comparison : Comparison.values()) {
        Tree match = Conditions.match(kind, comparison);
        if (audience
            .filter(known -> known.conditions().containsEntry(kind, comparison))
            .isEmpty()) {
          assertNeverReached(match, Conditions.hit(kind, request(match)));
        } else {
          assertReached(match, Conditions.hit(kind, request(match)));
          assertNotReached(match, Conditions.miss(kind, comparison, request(match)));
          assertNotReached(match, request(match));
        }
      }
    }
  }

  @Test
  default void r14_conditionsOfOneEntry_areAndedAndEntriesOred() {
    Optional<Audience> audience = subject().traffic().audience();
    Tree both =
        Json.read(
            "[{\"headers\":{\"b\":{\"exact\":\"2\"},\"a\":{\"exact\":\"1\"}}},"
                + "{\"headers\":{\"c\":{\"exact\":\"3\"}}}]");
    boolean expressible =
        audience.filter(known -> known.severalEntries() && known.severalHeaders()).isPresent();
    RouteRequest plain = request(both);
    if (!expressible) {
      assertNeverReached(both, plain.header("a", "1").header("b", "2"));
      return;
    }
    assertReached(both, plain.header("a", "1").header("b", "2"));
    assertReached(both, plain.header("c", "3"));
    assertNotReached(both, plain.header("a", "1"));
    assertNotReached(both, plain.header("b", "2"));
    assertNotReached(both, plain.header("a", "1").header("b", "3"));
  }

  @Test
  default void r14_mirror_isTheShareOrRefused() {
    Optional<Mirroring> declared = subject().traffic().mirror();
    for (int percent : new int[] {100, 50, 20}) {
      boolean share = percent == 100 || declared.filter(Mirroring::percentage).isPresent();
      int weight = percent == 100 ? 0 : percent;
      assertMirror(
          RouteCase.plain(subject()).blueGreen(10).mirrored().mirrorWeight(weight).target(),
          percent,
          share && declared.filter(Mirroring::withIterations).isPresent());
      assertMirror(
          RouteCase.plain(subject()).mirrored().mirrorWeight(weight).target(),
          percent,
          share && declared.filter(Mirroring::withWeights).isPresent());
    }
  }

  @Test
  default void r14_affinity_undeclaredIsRefused() {
    Traffic traffic = subject().traffic();
    RouteTarget target = RouteCase.sticky(subject());
    Affinity cookies = RouteCase.cookies(subject(), "QwErTyUiOp");
    Position sticky = Position.canary(30).with(cookies);
    if (traffic.affinity().isEmpty()) {
      assertUnsupported(target, sticky);
    } else if (traffic.audience().isPresent()) {
      assertUnsupported(Targets.match(target, RouteCase.AUDIENCE), sticky);
    }
    if (traffic.affinity().filter(known -> !known.primary()).isPresent()) {
      RouteTarget both =
          RouteCase.plain(subject())
              .affinity(Conditions.bothCookies(target.affinity().orElseThrow()))
              .target();
      Affinity all =
          new Affinity(
              cookies.current(), Optional.empty(), Optional.of(RouteCase.PRIMARY_COOKIE + "=x"));
      assertUnsupported(both, Position.canary(30).with(all));
    }
    if (traffic.affinity().filter(known -> !known.cleanUp()).isPresent()) {
      assertUnsupported(target, Position.PRIMARY.with(cookies.ended()));
    }
  }

  @Test
  default void r14_mirrorWithAudience_isRefused() {
    if (subject().traffic().audience().isPresent()) {
      assertUnsupported(
          RouteCase.plain(subject()).abTest(10, RouteCase.AUDIENCE).target(),
          new Position(Weight.ZERO, Mirror.ALL, Affinity.NONE));
    }
  }

  private void assertMirror(RouteTarget target, int percent, boolean declared) {
    Position mirrored = new Position(Weight.ZERO, new Mirror(percent), Affinity.NONE);
    if (!declared) {
      assertUnsupported(target, mirrored);
      return;
    }
    RouterBench bench = bench();
    bench.at(new RouteCase("mirrored", target, mirrored));
    RouteAnswer answer = bench.ask(subject().request(target));
    assertThat(answer.mirroredTo(target.canary())).as("mirrored share").isEqualTo(percent);
    assertThat(answer.share(target.primary())).as("answered by the primary").isEqualTo(100);
  }

  private void assertReached(Tree match, RouteRequest request) {
    assertThat(shareAtFull(match, request)).as("%s, %s", match, request).isEqualTo(100);
  }

  private void assertNotReached(Tree match, RouteRequest request) {
    assertThat(shareAtFull(match, request)).as("%s, %s", match, request).isZero();
  }

  private double shareAtFull(Tree match, RouteRequest request) {
    RouteTarget target = RouteCase.plain(subject()).abTest(10, match).target();
    RouterBench bench = bench();
    bench.at(new RouteCase("audience", target, Position.canary(100)));
    return bench.ask(request).share(target.canary());
  }

  private RouteRequest request(Tree match) {
    return subject().request(RouteCase.plain(subject()).abTest(10, match).target());
  }

  /**
   * Checks that an audience that cannot be expressed reaches nobody, and that writing is refused.
   */
  private void assertNeverReached(Tree match, RouteRequest request) {
    RouteTarget plain = RouteCase.plain(subject()).target();
    RouteTarget target = RouteCase.plain(subject()).abTest(10, match).target();
    RouterBench bench = bench();
    RouteView seen = bench.established(plain);
    subject().references(target).forEach(bench.store::seed);
    if (Targets.reconciles(bench.fresh(), target)) {
      seen = bench.fresh().read(target);
    }
    RouteView view = seen;
    StoreRequests before = bench.store.requests();
    assertThatExceptionOfType(SpecError.class)
        .as("audience %s", match)
        .isThrownBy(() -> bench.fresh().write(target, view, Position.canary(100)));
    assertNoWrites("audience " + match, bench, before);
    assertThat(bench.ask(request).share(target.canary())).as("share of %s", request).isZero();
  }

  private void assertUnsupported(RouteTarget target, Position wanted) {
    RouterBench bench = bench().with(target);
    RouteView seen;
    if (Targets.reconciles(bench.fresh(), target)) {
      seen = bench.fresh().read(target);
    } else {
      seen = bench.established(RouteCase.plain(subject()).target());
    }
    ImmutableMap<ObjectKey, Tree> objects = bench.own(target);
    StoreRequests before = bench.store.requests();
    assertThatExceptionOfType(SpecError.class)
        .as("%s with cookies %s and audience %s", wanted, wanted.affinity(), target.match())
        .isThrownBy(() -> bench.fresh().write(target, seen, wanted))
        .satisfies(
            refused ->
                assertThat(refused instanceof UnsupportedRoute || !target.match().items().isEmpty())
                    .as("unsupported, or an invalid audience, but %s", refused)
                    .isTrue());
    assertNoWrites("unsupported " + wanted, bench, before);
    assertThat(bench.own(target)).as("objects").isEqualTo(objects);
  }
}
