package dev.canary.testkit.contract;

import static dev.canary.testkit.contract.RouterRules.assertAt;
import static dev.canary.testkit.contract.RouterRules.assertNoWrites;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.Faults;
import dev.canary.testkit.fake.Faults.Moment;
import dev.canary.testkit.fake.StoreRequests;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules R10 and R11: what concurrent changes and broken connections leave behind. */
interface RaceRules extends RouterRules {

  /** More writes than any call makes. */
  int MANY = 20;

  /** A label that no router owns. */
  String FOREIGN = "example.org/foreign";

  @Test
  default void r10_writeOnAnOldView_isConflictAndKeepsTheForeignChange() {
    for (RouteCase[] move : moves()) {
      RouteTarget target = move[0].target();
      RouterBench bench = bench();
      RouteView seen = bench.at(move[0]);
      touchAll(bench, target);
      ImmutableMap<ObjectKey, Tree> before = bench.own(target);
      StoreRequests requests = bench.store.requests();

      assertThatExceptionOfType(Conflict.class)
          .as("%s to %s on an old view", move[0], move[1])
          .isThrownBy(() -> bench.fresh().write(target, seen, move[1].position()));

      assertNoWrites("write on an old view", bench, requests);
      assertThat(bench.own(target)).isEqualTo(before);
      assertConverges(bench, move[1]);
    }
  }

  @Test
  default void r10_writeThatLosesARace_isConflictAndKeepsTheForeignChange() {
    for (RouteCase[] move : moves()) {
      RouteTarget target = move[0].target();
      RouterBench bench = bench();
      RouteView seen = bench.at(move[0]);
      bench.beforeNextWrite(() -> touchAll(bench, target));

      assertThatExceptionOfType(Conflict.class)
          .as("%s to %s, changed meanwhile", move[0], move[1])
          .isThrownBy(() -> bench.fresh().write(target, seen, move[1].position()));

      assertConverges(bench, move[1]);
    }
  }

  @Test
  default void r10_reconcileThatLosesARace_isConflictAndConvergesWhenRepeated() {
    RouteCase wanted = moved().orElse(atPrimary());
    RouteTarget target = wanted.target();
    for (ObjectEdit drift : subject().drifts(target)) {
      RouterBench bench = bench();
      bench.at(wanted);
      ImmutableMap<ObjectKey, Tree> before = bench.own(target);
      bench.edit(drift);
      bench.beforeNextWrite(() -> touch(bench, drift.key()));

      assertThatExceptionOfType(Conflict.class)
          .as("correcting " + drift.name())
          .isThrownBy(() -> bench.fresh().reconcile(target));

      assertAt("repeated", bench.fresh().reconcile(target), wanted.position());
      assertThat(bench.own(target).get(drift.key()))
          .isEqualTo(labelled(before.getOrDefault(drift.key(), Tree.Obj.EMPTY), "kept"));
    }
  }

  @Test
  default void r10_creationThatLosesARace_isConflictAndConvergesWhenRepeated() {
    RouteTarget target = atPrimary().target();
    RouterBench ideal = bench();
    ideal.established(target);
    RouterBench bench = bench().with(target);
    ImmutableMap<ObjectKey, Tree> own = ideal.own(target);
    bench.beforeNextWrite(() -> own.forEach(bench.store::seed));

    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> bench.fresh().reconcile(target));

    assertAt("repeated", bench.fresh().reconcile(target), Position.PRIMARY);
    assertThat(bench.own(target).keySet()).isEqualTo(own.keySet());
  }

  @Test
  default void r10_everLostRaces_areConflictsAfterOneTryPerObject() {
    for (RouteCase[] move : moves()) {
      RouteTarget target = move[0].target();
      RouterBench bench = bench();
      RouteView seen = bench.at(move[0]);
      StoreRequests before = bench.store.requests();
      int[] race = {0};
      bench.beforeEachWrite(
          () ->
              bench
                  .own(target)
                  .keySet()
                  .forEach(key -> bench.store.edit(key, t -> labelled(t, "race " + ++race[0]))));

      assertThatExceptionOfType(Conflict.class)
          .isThrownBy(() -> bench.fresh().write(target, seen, move[1].position()));

      assertThat(bench.store.requests().since(before).total())
          .as("tries from %s to %s", move[0], move[1])
          .isBetween(1, bench.own(target).size());
      bench.beforeEachWrite(() -> {});
      assertAt("unmoved", bench.fresh().read(target), move[0].position());
    }
  }

  @Test
  default void r11_failureAtAnyWriteOfAMove_leavesOldOrNewAndConverges() {
    for (RouteCase[] move : moves()) {
      RouterBench after = bench();
      after.at(move[1]);
      for (Moment moment : Moment.values()) {
        int failed = 0;
        for (int nth = 1; nth <= MANY; nth++) {
          RouterBench bench = bench();
          RouteView seen = bench.at(move[0]);
          ImmutableMap<ObjectKey, Tree> before = bench.trees();
          bench.faults.fail(Faults.WRITES, nth, moment, lost());
          Throwable failure =
              catchThrowable(() -> bench.fresh().write(move[1].target(), seen, move[1].position()));
          if (failure == null) {
            break;
          }
          failed++;
          String what = move[0] + " to " + move[1] + ", write " + nth + " fails " + moment;
          assertThat(failure).as(what).isInstanceOf(PortUnavailable.class);
          assertWhole(what, bench, move[1].target(), before, after);
          assertConverges(bench, move[1]);
        }
        assertThat(failed).as("writes from " + move[0] + " to " + move[1]).isBetween(1, MANY - 1);
      }
    }
  }

  @Test
  default void r11_failureAtAnyWriteOfAReconcile_leavesOldOrNewAndConverges() {
    RouteTarget target = atPrimary().target();
    RouterBench after = bench();
    after.established(target);
    for (Moment moment : Moment.values()) {
      for (int nth = 1; nth <= after.own(target).size(); nth++) {
        RouterBench bench = bench().with(target);
        ImmutableMap<ObjectKey, Tree> before = bench.trees();
        bench.faults.fail(Faults.WRITES, nth, moment, lost());
        String what = "creation, write " + nth + " fails " + moment;

        assertThatExceptionOfType(PortUnavailable.class)
            .as(what)
            .isThrownBy(() -> bench.fresh().reconcile(target));

        assertWhole(what, bench, target, before, after);
        assertAt(what + ", repeated", bench.fresh().reconcile(target), Position.PRIMARY);
        assertThat(bench.own(target)).as(what).isEqualTo(after.own(target));
      }
    }
  }

  private void assertConverges(RouterBench bench, RouteCase wanted) {
    RouteTarget target = wanted.target();
    ImmutableSet<ObjectKey> touched =
        ImmutableSet.copyOf(
            bench.own(target).entrySet().stream()
                .filter(entry -> entry.getValue().at("metadata", "labels", FOREIGN).isPresent())
                .map(Map.Entry::getKey)
                .toList());
    RouteView view = bench.fresh().read(target);
    assertAt("repeated", bench.fresh().write(target, view, wanted.position()), wanted.position());
    RouterBench ideal = bench();
    ideal.at(wanted);
    ImmutableMap<ObjectKey, Tree> expected = ideal.own(target);
    bench
        .own(target)
        .forEach(
            (key, tree) ->
                assertThat(tree)
                    .as("%s at %s", key, wanted)
                    .isEqualTo(
                        touched.contains(key)
                            ? labelled(expected.getOrDefault(key, Tree.Obj.EMPTY), "kept")
                            : expected.get(key)));
  }

  private static void assertWhole(
      String what,
      RouterBench bench,
      RouteTarget target,
      ImmutableMap<ObjectKey, Tree> before,
      RouterBench after) {
    ImmutableMap<ObjectKey, Tree> wanted = after.own(target);
    bench
        .own(target)
        .forEach(
            (key, tree) ->
                assertThat(tree)
                    .as("%s, %s", what, key)
                    .isIn(
                        RouterBench.content(before.getOrDefault(key, Tree.Obj.EMPTY)),
                        wanted.get(key)));
    ImmutableMap<RouteRequest, Double> old = bench.canaryShares(target, before);
    ImmutableMap<RouteRequest, Double> fresh = bench.canaryShares(target, after.trees());
    bench
        .canaryShares(target, bench.trees())
        .forEach(
            (request, share) ->
                assertThat(share)
                    .as("%s, share of the canary, %s", what, request)
                    .isLessThanOrEqualTo(
                        Math.max(
                            old.getOrDefault(request, 0.0), fresh.getOrDefault(request, 0.0))));
  }

  private static void touchAll(RouterBench bench, RouteTarget target) {
    bench.own(target).keySet().forEach(key -> touch(bench, key));
  }

  private static void touch(RouterBench bench, ObjectKey key) {
    bench.store.edit(key, tree -> labelled(tree, "kept"));
  }

  private static Tree labelled(Tree tree, String value) {
    return tree.with(value, "metadata", "labels", FOREIGN);
  }

  private static PortUnavailable lost() {
    return new PortUnavailable(Cause.TRANSIENT, "connection lost");
  }
}
