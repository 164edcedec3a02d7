package dev.canary.testkit.contract;

import static dev.canary.testkit.contract.RouterRules.assertNoWrites;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.Capabilities.Stickiness;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.port.UnsupportedRoute;
import dev.canary.testkit.fake.StoreRequests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule R16: the life of the cookies. */
interface AffinityRules extends RouterRules {

  @Test
  default void r16_runningCanary_keepsItsClientsAndNamesThem() {
    if (refusesAffinity()) {
      return;
    }
    RouteTarget target = RouteCase.sticky(subject());
    Affinity cookies = RouteCase.cookies(subject(), "QwErTyUiOp");
    RouteRequest plain = subject().request(target);
    RouterBench bench = bench();
    RouteView seen = bench.established(target);
    for (int weight : new int[] {30, 60}) {
      seen = bench.fresh().write(target, seen, Position.canary(weight).with(cookies));

      RouteAnswer first = bench.ask(plain);
      assertThat(first.share(target.canary())).as("share of newcomers").isEqualTo(weight);
      assertThat(first.setCookies().get(target.canary()))
          .as("cookie at %s", weight)
          .containsExactly(
              text(
                  RouteCase.COOKIE + "=QwErTyUiOp; Max-Age=86400",
                  target.affinity().orElseThrow()));
      String cookie = RouteCase.COOKIE + "=QwErTyUiOp";
      for (String header : ImmutableList.of(cookie, "a=b; " + cookie, cookie + "; a=b")) {
        assertThat(bench.ask(plain.cookies(header)).share(target.canary()))
            .as("share of the canary's client %s", header)
            .isEqualTo(100);
      }
      assertThat(bench.ask(plain.cookies(cookie)).setCookies().isEmpty())
          .as("cookies are not renewed")
          .isTrue();
      assertPrimaryStickiness(target, bench);
    }
  }

  @Test
  default void r16_otherCookies_doNotStick() {
    if (refusesAffinity()) {
      return;
    }
    RouteTarget target = RouteCase.sticky(subject());
    RouteRequest plain = subject().request(target);
    RouterBench bench = bench();
    Affinity next = RouteCase.cookies(subject(), "NextRunsOwn");
    bench.at(new RouteCase("sticky", target, Position.canary(30).with(next)));
    for (String header :
        ImmutableList.of(
            RouteCase.COOKIE + "=QwErTyUiOp",
            RouteCase.COOKIE + "=fromBefore",
            RouteCase.COOKIE.replace('.', 'X') + "=NextRunsOwn")) {
      assertThat(bench.ask(plain.cookies(header)).share(target.canary()))
          .as("share of %s, the name is quoted and the value of an old run is void", header)
          .isEqualTo(30);
    }
  }

  @Test
  default void r16_endedRun_expiresItsCookieAndNothingElse() {
    if (refusesAffinity() || refusesCleanUp()) {
      return;
    }
    RouteTarget target = RouteCase.sticky(subject());
    RouteRequest plain = subject().request(target);
    Affinity running = RouteCase.cookies(subject(), "QwErTyUiOp");
    RouterBench bench = bench();
    RouteView seen = bench.at(new RouteCase("sticky", target, Position.canary(100).with(running)));

    bench.fresh().write(target, seen, Position.PRIMARY.with(running.ended()));

    RouteAnswer old = bench.ask(plain.cookies(RouteCase.COOKIE + "=QwErTyUiOp"));
    assertThat(old.share(target.primary())).as("share of the primary").isEqualTo(100);
    List<String> expiring = old.setCookies().get(target.primary());
    assertThat(expiring).as("cookies set").hasSize(1);
    assertExpires(expiring.getFirst(), target.affinity().orElseThrow());
    assertThat(bench.ask(plain).setCookies().isEmpty()).as("others get no cookie").isTrue();
    assertThat(bench.ask(plain).share(target.primary())).isEqualTo(100);
    assertThat(bench.ask(plain.cookies(RouteCase.COOKIE + "=NextRunsOwn")).setCookies().isEmpty())
        .as("a new cookie is not expired")
        .isTrue();
  }

  @Test
  default void r16_noCookieKnown_leavesNoRule() {
    if (refusesAffinity()) {
      return;
    }
    RouteTarget target = RouteCase.sticky(subject());
    RouterBench sticky = bench();
    sticky.at(new RouteCase("sticky", target, Position.PRIMARY));
    RouterBench plain = bench();
    plain.established(RouteCase.plain(subject()).target());
    assertThat(sticky.own(target)).as("objects").isEqualTo(plain.own(target));
  }

  private void assertPrimaryStickiness(RouteTarget target, RouterBench bench) {
    RouteRequest plain = subject().request(target);
    String cookie = RouteCase.PRIMARY_COOKIE + "=aSdFgHjKlZ";
    if (subject().traffic().affinity().filter(Stickiness::primary).isEmpty()) {
      assertThat(bench.ask(plain).setCookies().get(target.primary()))
          .as("cookies of the primary")
          .isEmpty();
      return;
    }
    AffinitySpec spec = target.affinity().orElseThrow();
    assertThat(bench.ask(plain).setCookies().get(target.primary()))
        .as("cookies of the primary")
        .containsExactly(text(cookie + "; Max-Age=60", spec));
    assertThat(bench.ask(plain.cookies(cookie)).share(target.primary()))
        .as("share of the primary's client")
        .isEqualTo(100);
    assertThat(
            bench
                .ask(plain.cookies(cookie + "; " + RouteCase.COOKIE + "=QwErTyUiOp"))
                .share(target.canary()))
        .as("share of who has both cookies")
        .isEqualTo(100);
  }

  /** Returns whether the router has no affinity; that it refuses cookies is checked then. */
  private boolean refusesAffinity() {
    if (subject().traffic().affinity().isPresent()) {
      return false;
    }
    assertCookiesRefused(Position.canary(30).with(RouteCase.cookies(subject(), "QwErTyUiOp")));
    return true;
  }

  private boolean refusesCleanUp() {
    if (subject().traffic().affinity().filter(Stickiness::cleanUp).isPresent()) {
      return false;
    }
    assertCookiesRefused(Position.PRIMARY.with(RouteCase.cookies(subject(), "QwErTyUiOp").ended()));
    return true;
  }

  private void assertCookiesRefused(Position wanted) {
    RouteTarget target = RouteCase.sticky(subject());
    RouterBench bench = bench();
    RouteView seen = bench.established(target);
    StoreRequests before = bench.store.requests();
    assertThatExceptionOfType(UnsupportedRoute.class)
        .isThrownBy(() -> bench.fresh().write(target, seen, wanted));
    assertNoWrites("cookies on a router without affinity", bench, before);
  }

  private static void assertExpires(String text, AffinitySpec spec) {
    List<String> parts = Splitter.on(';').trimResults().splitToList(text);
    assertThat(parts.getFirst()).as(text).isEqualTo(RouteCase.COOKIE + "=QwErTyUiOp");
    Optional<String> maxAge =
        parts.stream().filter(part -> part.startsWith("Max-Age=")).findFirst();
    assertThat(maxAge.orElse("")).as(text).isIn("Max-Age=-1", "Max-Age=0");
    assertThat(parts).as(text).containsAll(spec.attributes());
  }

  private static String text(String cookie, AffinitySpec spec) {
    StringBuilder text = new StringBuilder(cookie);
    spec.attributes().forEach(attribute -> text.append("; ").append(attribute));
    return text.toString();
  }
}
