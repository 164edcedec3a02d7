package dev.canary.testkit.contract;

import static dev.canary.testkit.contract.RouterRules.assertAt;
import static dev.canary.testkit.contract.RouterRules.assertNoWrites;
import static dev.canary.testkit.contract.RouterRules.assertUnavailable;
import static dev.canary.testkit.fake.Faults.Moment.BEFORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.port.SpecError;
import dev.canary.core.store.ObjectKey;
import dev.canary.testkit.contract.RouterSubject.Failing;
import dev.canary.testkit.fake.Serving;
import dev.canary.testkit.fake.StoreRequests;
import org.junit.jupiter.api.Test;

/** Rule R9: each failure has exactly one type, and nothing is created by a write. */
interface FailureRules extends RouterRules {

  @Test
  default void r09_missingObject_isAbsentAndWriteCreatesNothing() {
    RouteCase wanted = moved().orElse(atPrimary());
    RouteTarget target = wanted.target();
    RouterBench bench = bench();
    RouteView seen = bench.established(target);
    bench.own(target).keySet().forEach(bench.store::remove);
    StoreRequests before = bench.store.requests();

    assertUnavailable("read", Cause.ABSENT, "", () -> bench.fresh().read(target));
    assertUnavailable(
        "write", Cause.ABSENT, "", () -> bench.fresh().write(target, seen, wanted.position()));

    assertNoWrites("read and write of nothing", bench, before);
    assertThat(bench.own(target)).as("objects").isEmpty();
  }

  @Test
  default void r09_missingReference_isSaidAndNothingIsWritten() {
    RouteTarget target = atPrimary().target();
    RouterBench bench = bench();
    if (subject().references(target).isEmpty()) {
      bench.established(target);
      assertThat(bench.store.objects().keySet())
          .as("a router without references needs no object but its own")
          .isEqualTo(bench.own(target).keySet());
      return;
    }
    StoreRequests before = bench.store.requests();
    assertUnavailable(
        "reconcile", Cause.MISSING_REFERENCE, "", () -> bench.fresh().reconcile(target));
    assertNoWrites("reconcile without the references", bench, before);
  }

  @Test
  default void r09_unservedForbiddenOrStale_isSaidAndNothingIsWritten() {
    assertServing(Serving.ABSENT, Cause.NOT_INSTALLED);
    assertServing(Serving.FORBIDDEN, Cause.NOT_PERMITTED);
    assertServing(Serving.STALE, Cause.STALE);
  }

  @Test
  default void r09_objectWithoutPosition_isUnreadable() {
    RouteTarget target = atPrimary().target();
    assertThat(subject().unreadable(target)).as("edits that leave no position").isNotEmpty();
    for (ObjectEdit edit : subject().unreadable(target)) {
      RouterBench bench = bench();
      bench.established(target);
      bench.edit(edit);
      StoreRequests before = bench.store.requests();

      assertUnavailable(edit.name(), Cause.UNREADABLE, "", () -> bench.fresh().read(target));

      assertNoWrites("read after " + edit.name(), bench, before);
      assertAt("after repair", bench.fresh().reconcile(target), Position.PRIMARY);
    }
  }

  @Test
  default void r09_lostRead_isTransient() {
    RouteCase wanted = moved().orElse(atPrimary());
    RouteTarget target = wanted.target();
    RouterBench bench = bench();
    RouteView seen = bench.established(target);

    loseNextFind(bench);
    assertUnavailable(
        "read", Cause.TRANSIENT, subject().text(Failing.READ), () -> bench.fresh().read(target));
    bench.faults.clear();
    loseNextFind(bench);
    assertUnavailable(
        "reconcile",
        Cause.TRANSIENT,
        subject().text(Failing.RECONCILE_READ),
        () -> bench.fresh().reconcile(target));
    bench.faults.clear();
    loseNextFind(bench);
    assertUnavailable(
        "write", Cause.TRANSIENT, "", () -> bench.fresh().write(target, seen, wanted.position()));
  }

  @Test
  default void r09_refusedWrite_keepsItsType() {
    RouteTarget target = atPrimary().target();
    RouterBench creating = bench().with(target);
    creating.faults.failNextWrite(new SpecError("422 invalid"));
    assertThatExceptionOfType(SpecError.class)
        .isThrownBy(() -> creating.fresh().reconcile(target))
        .withMessageContaining("422 invalid")
        .withMessageContaining(subject().text(Failing.RECONCILE_CREATE));
    creating.faults.failNextWrite(new PortUnavailable(Cause.NOT_PERMITTED, "403 forbidden"));
    assertUnavailable(
        "reconcile",
        Cause.NOT_PERMITTED,
        "403 forbidden",
        () -> creating.fresh().reconcile(target));

    moved().ifPresent(this::assertRefusedUpdateKeepsItsType);
  }

  private void assertRefusedUpdateKeepsItsType(RouteCase wanted) {
    RouterBench bench = bench();
    RouteView seen = bench.established(wanted.target());
    ImmutableMap<ObjectKey, ?> before = bench.own(wanted.target());
    bench.faults.failNextWrite(new SpecError("422 invalid"));
    assertThatExceptionOfType(SpecError.class)
        .isThrownBy(() -> bench.fresh().write(wanted.target(), seen, wanted.position()))
        .withMessageContaining("422 invalid")
        .withMessageContaining(subject().text(Failing.WRITE_UPDATE));
    bench.faults.failNextWrite(new PortUnavailable(Cause.TRANSIENT, "503 busy"));
    assertUnavailable(
        "write",
        Cause.TRANSIENT,
        subject().text(Failing.WRITE_UPDATE),
        () -> bench.fresh().write(wanted.target(), seen, wanted.position()));
    assertThat(bench.own(wanted.target())).as("objects").isEqualTo(before);
  }

  private void assertServing(Serving state, Cause cause) {
    RouteCase wanted = moved().orElse(atPrimary());
    RouteTarget target = wanted.target();
    RouterBench bench = bench();
    RouteView seen = bench.established(target);
    ImmutableMap<ObjectKey, ?> before = bench.own(target);
    bench.own(target).keySet().forEach(key -> bench.store.serve(key.type(), state));

    assertUnavailable(state + " read", cause, "", () -> bench.fresh().read(target));
    assertUnavailable(state + " reconcile", cause, "", () -> bench.fresh().reconcile(target));
    assertUnavailable(
        state + " write", cause, "", () -> bench.fresh().write(target, seen, wanted.position()));

    assertThat(bench.own(target)).as("objects").isEqualTo(before);
  }

  private static void loseNextFind(RouterBench bench) {
    bench.faults.fail(
        call -> call.startsWith("find "),
        1,
        BEFORE,
        new PortUnavailable(Cause.TRANSIENT, "connection lost"));
  }
}
