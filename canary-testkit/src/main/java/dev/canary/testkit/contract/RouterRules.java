package dev.canary.testkit.contract;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteView;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.testkit.fake.StoreRequests;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the rules of all topics share. */
interface RouterRules {

  /** Returns the router to be checked and what must be known of it. */
  RouterSubject subject();

  /** Returns a new cluster. */
  default RouterBench bench() {
    return new RouterBench(subject());
  }

  /** Returns every supported position worth a test. */
  default ImmutableList<RouteCase> cases() {
    return RouteCase.all(subject());
  }

  /** Returns the case with nothing but weights that every router supports. */
  default RouteCase atPrimary() {
    return cases().getFirst();
  }

  /** Returns a supported position away from the primary with the same target, if there is one. */
  default Optional<RouteCase> moved() {
    return cases().stream()
        .filter(any -> any.layout().equals(atPrimary().layout()))
        .filter(any -> any.position().canary().percent() == 30)
        .findFirst();
  }

  /** Returns pairs of supported positions with the same target. */
  default ImmutableList<RouteCase[]> moves() {
    return cases().stream()
        .flatMap(
            from ->
                cases().stream()
                    .filter(to -> to.layout().equals(from.layout()) && !to.equals(from))
                    .map(to -> new RouteCase[] {from, to}))
        .collect(toImmutableList());
  }

  /** Checks that the view is at the position, of the cookies those that a route carries. */
  static void assertAt(String what, RouteView view, Position wanted) {
    assertThat(shown(view.primaryWeight(), view.canaryWeight(), view))
        .as(what)
        .isEqualTo(shown(wanted));
  }

  /** Checks that nothing was requested since the count. */
  static void assertNoWrites(String what, RouterBench bench, StoreRequests before) {
    assertThat(bench.store.requests().since(before)).as(what).isEqualTo(StoreRequests.ZERO);
  }

  /** Checks that the call fails as the cause says and the message contains the text. */
  static void assertUnavailable(String what, Cause cause, String text, ThrowingCallable call) {
    Throwable failure = Assertions.catchThrowable(call);
    assertThat(failure)
        .as("%s is %s", what, cause)
        .isInstanceOfSatisfying(
            PortUnavailable.class, typed -> assertThat(typed.reason()).isEqualTo(cause))
        .hasMessageContaining(text);
  }

  private static String shown(Position position) {
    return shown(
        position.primary().percent(),
        position.canary().percent(),
        position.mirror().percent(),
        position.affinity());
  }

  private static String shown(int primary, int canary, RouteView view) {
    return shown(primary, canary, view.mirror().percent(), view.affinity());
  }

  private static String shown(int primary, int canary, int mirror, Affinity cookies) {
    String carried =
        canary == 0
            ? "previous " + cookies.previous().orElse("none")
            : "current "
                + cookies.current().orElse("none")
                + ", primary "
                + cookies.primary().orElse("none");
    return primary + "/" + canary + ", mirror " + mirror + " %, cookies: " + carried;
  }
}
