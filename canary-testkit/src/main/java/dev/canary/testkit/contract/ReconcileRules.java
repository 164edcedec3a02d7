package dev.canary.testkit.contract;

import static dev.canary.testkit.contract.RouterRules.assertAt;
import static dev.canary.testkit.contract.RouterRules.assertNoWrites;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.port.Router;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.StoreRequests;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rules about bringing objects to existence and keeping them right. */
interface ReconcileRules extends RouterRules {

  @Test
  default void r01_reconcileOnNothing_createsAllAtPrimary() {
    RouteTarget owned = atPrimary().target();
    for (RouteTarget target : ImmutableList.of(owned, Targets.unowned(owned))) {
      RouterBench bench = bench();

      assertAt("returned by reconcile", bench.established(target), Position.PRIMARY);

      assertAt("read afterwards", bench.fresh().read(target), Position.PRIMARY);
      assertThat(bench.ask(subject().request(target)).share(target.canary())).isZero();
      assertThat(bench.own(target)).as("objects created").isNotEmpty();
      bench
          .own(target)
          .forEach(
              (key, tree) ->
                  assertThat(tree.items("metadata", "ownerReferences"))
                      .as("owners of %s", key)
                      .isEqualTo(target.owner().map(ImmutableList::of).orElse(ImmutableList.of())));
    }
  }

  @Test
  default void r02_reconcileAgain_writesNothing() {
    ImmutableList.Builder<RouteTarget> targets = ImmutableList.builder();
    cases().forEach(wanted -> targets.add(wanted.target()));
    targets.addAll(Targets.strange(subject()));
    for (RouteTarget target : ImmutableSet.copyOf(targets.build())) {
      RouterBench bench = bench().with(target);
      Router router = bench.fresh();
      if (!Targets.reconciles(router, target)) {
        continue;
      }
      StoreRequests before = bench.store.requests();
      router.reconcile(target);
      bench.fresh().reconcile(target);
      assertNoWrites("reconciling again " + target.service(), bench, before);
    }
  }

  @Test
  default void r03_reconcileInPlace_keepsPositionAndWritesNothing() {
    for (RouteCase wanted : cases()) {
      RouterBench bench = bench();
      bench.at(wanted);
      StoreRequests before = bench.store.requests();

      assertAt(wanted + ", returned", bench.fresh().reconcile(wanted.target()), wanted.position());

      assertAt(wanted + ", read", bench.fresh().read(wanted.target()), wanted.position());
      assertNoWrites("reconciling " + wanted, bench, before);
    }
  }

  @Test
  default void r04_drift_isCorrectedAndThePositionSurvives() {
    for (RouteCase wanted : cases()) {
      for (ObjectEdit drift : Targets.allDrifts(wanted.target(), bench(), subject())) {
        assertCorrected(wanted, drift);
      }
    }
  }

  @Test
  default void r04_everyOwnedPath_hasADrift() {
    RouteTarget target = atPrimary().target();
    RouterBench bench = bench();
    bench.established(target);
    subject()
        .plugin()
        .descriptor()
        .owned()
        .forEach(
            owned ->
                owned
                    .paths()
                    .forEach(
                        path ->
                            assertThat(subject().drifts(target))
                                .as("drifts of %s %s", owned.kind(), path)
                                .anyMatch(
                                    edit ->
                                        edit.key().type().kind().equals(owned.kind())
                                            && Targets.touches(bench, edit, path))));
  }

  @Test
  default void r04_changedSpecification_isAppliedAndThePositionSurvives() {
    assertThat(subject().serviceChanges()).as("changes of the specification").isNotEmpty();
    for (RouteCase wanted : cases()) {
      for (RouteTarget changed : Targets.changed(subject(), wanted.target())) {
        RouterBench bench = bench();
        bench.at(wanted);
        Map<ObjectKey, Tree> before = bench.own(wanted.target());
        subject().references(changed).forEach(bench.store::seed);

        assertAt(wanted + " changed", bench.fresh().reconcile(changed), wanted.position());

        RouterBench ideal = bench();
        ideal.at(new RouteCase(wanted.layout(), changed, wanted.position()));
        assertThat(bench.own(changed))
            .as("%s with service %s", wanted, changed.service())
            .isNotEqualTo(before)
            .isEqualTo(ideal.own(changed));
      }
    }
  }

  @Test
  default void r06_sameInputInAnyOrder_givesTheSameObjects() {
    for (RouteCase wanted : cases()) {
      assertOrderDoesNotCount(wanted, wanted.target());
      Targets.changed(subject(), wanted.target())
          .forEach(changed -> assertOrderDoesNotCount(wanted, changed));
    }
  }

  private void assertOrderDoesNotCount(RouteCase wanted, RouteTarget target) {
    RouterBench first = bench();
    first.at(new RouteCase(wanted.layout(), target, wanted.position()));
    String expected = written(first, target);
    for (int seed = 0; seed < 100 / cases().size() + 2; seed++) {
      RouteTarget shuffled = Targets.shuffled(target, new Random(seed));
      RouterBench bench = bench();
      bench.at(new RouteCase(wanted.layout(), shuffled, wanted.position()));
      assertThat(written(bench, shuffled)).as("%s, shuffle %s", wanted, seed).isEqualTo(expected);
    }
  }

  private void assertCorrected(RouteCase wanted, ObjectEdit drift) {
    String what = wanted + " after \"" + drift.name() + "\" on " + drift.key();
    RouteTarget target = wanted.target();
    RouterBench bench = bench();
    bench.at(wanted);
    ImmutableMap<ObjectKey, Tree> before = bench.own(target);
    ImmutableMap<RouteRequest, Double> held = bench.canaryShares(target, bench.trees());
    bench.edit(drift);
    ImmutableMap<RouteRequest, Double> drifted = bench.canaryShares(target, bench.trees());
    Tree edited = bench.trees().getOrDefault(drift.key(), Tree.Obj.EMPTY);
    long from = bench.revision();

    assertAt(what, bench.fresh().reconcile(target), wanted.position());

    assertAt(what + ", read", bench.fresh().read(target), wanted.position());
    assertThat(bench.own(target)).as(what).isEqualTo(before);
    for (ImmutableMap<ObjectKey, Tree> state : bench.statesSince(from)) {
      bench
          .canaryShares(target, state)
          .forEach(
              (request, share) ->
                  assertThat(share)
                      .as("%s, share of the canary meanwhile, %s", what, request)
                      .isIn(held.get(request), drifted.get(request)));
      if (drift.name().startsWith("metadata")) {
        assertThat(state.getOrDefault(drift.key(), Tree.Obj.EMPTY).at("spec"))
            .as("%s, spec", what)
            .isEqualTo(edited.at("spec"));
      }
    }
  }

  private static String written(RouterBench bench, RouteTarget target) {
    StringBuilder text = new StringBuilder();
    bench.own(target).entrySet().stream()
        .sorted(Map.Entry.comparingByKey((a, b) -> a.toString().compareTo(b.toString())))
        .forEach(entry -> text.append(Json.canonical(entry.getValue())).append('\n'));
    return text.toString();
  }
}
