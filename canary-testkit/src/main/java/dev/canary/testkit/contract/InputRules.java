package dev.canary.testkit.contract;

import static dev.canary.testkit.contract.RouterRules.assertAt;
import static dev.canary.testkit.contract.RouterRules.assertNoWrites;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.port.PortException;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.StoreRequests;
import dev.canary.testkit.fixture.Yaml;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules about what goes in and what must never change: R15, R17 and R18. */
interface InputRules extends RouterRules {

  /** Not a rule: that the contract is used as it must be. */
  @Test
  default void r00_subject_isUsable() {
    assertThat(subject().plugin()).as("plug-ins without memory").isNotSameAs(subject().plugin());
    RouteTarget target = subject().canary().target();
    assertThat(target.match()).as("audience of the plain canary").isEqualTo(Tree.Arr.EMPTY);
    assertThat(target.affinity()).as("affinity of the plain canary").isEmpty();
    assertThat(target.deleting()).as("deletion of the plain canary").isFalse();
    assertThat(bench().fresh().check(target)).as("problems of the plain canary").isEmpty();
    assertThat(bench().ask(subject().request(target)))
        .as("answer of a data plane without routes")
        .isEqualTo(RouteAnswer.NONE);
    assertThat(subject().plugin().descriptor().owned()).as("owned paths").isNotEmpty();
  }

  @Test
  default void r15_inputs_cannotBeChanged() {
    for (Class<?> input :
        ImmutableList.of(RouteTarget.class, RouteView.class, Position.class, Affinity.class)) {
      assertThat(Immutability.problems(input)).as("what could change in a %s", input).isEmpty();
    }
  }

  @Test
  default void r17_strangeInput_isRoutedOrRefusedWithoutAWrite() {
    for (RouteTarget target : Targets.strange(subject())) {
      RouterBench bench = bench().with(target);
      String what = "service " + target.service() + ", audience " + target.match();
      try {
        bench.fresh().check(target);
        if (Targets.reconciles(bench.fresh(), target)) {
          assertAt(what, bench.fresh().read(target), Position.PRIMARY);
          assertThat(bench.ask(subject().request(target)).share(target.canary())).isZero();
        } else {
          assertNoWrites(what, bench, StoreRequests.ZERO);
        }
      } catch (PortException untimely) {
        throw new AssertionError(what + " ends in " + untimely, untimely);
      } catch (RuntimeException untyped) {
        throw new AssertionError(what + " ends in the untyped " + untyped, untyped);
      }
    }
  }

  @Test
  default void r17_metadataMissing_onOwnObjects_isRepaired() {
    RouteTarget target = atPrimary().target();
    RouterBench bench = bench();
    bench.established(target);
    ImmutableMap<ObjectKey, Tree> before = bench.own(target);
    before
        .keySet()
        .forEach(
            key ->
                bench.store.edit(
                    key,
                    tree -> tree.without("metadata", "labels").without("metadata", "annotations")));

    assertAt("without metadata", bench.fresh().reconcile(target), Position.PRIMARY);

    ImmutableMap<ObjectKey, Tree> after = bench.own(target);
    before.forEach(
        (key, tree) ->
            assertThat(after.getOrDefault(key, Tree.Obj.EMPTY).texts("metadata", "labels"))
                .as("labels of %s", key)
                .isEqualTo(tree.texts("metadata", "labels")));
  }

  @Test
  default void r18_goldenObjects_areWrittenAndLeftAlone() {
    assertThat(subject().goldens()).as("golden objects").isNotEmpty();
    for (GoldenRoute golden : subject().goldens()) {
      RouterBench bench = bench();
      bench.at(new RouteCase(golden.name(), golden.target(), golden.position()));
      assertThat(Yaml.write(sorted(bench.own(golden.target()))))
          .as(golden.name())
          .isEqualTo(Yaml.write(sorted(keyed(golden))));

      RouterBench takenOver = seeded(golden);
      assertAt(
          golden.name() + " found",
          takenOver.fresh().reconcile(golden.target()),
          golden.position());
      assertNoWrites("reconciling " + golden.name(), takenOver, StoreRequests.ZERO);
    }
  }

  @Test
  default void r18_olderForms_areAcceptedUntilTheNextWrite() {
    for (GoldenRoute older : subject().olderForms()) {
      RouterBench bench = seeded(older);
      RouteView seen = bench.fresh().reconcile(older.target());
      assertAt(older.name(), seen, older.position());
      assertNoWrites("reconciling " + older.name(), bench, StoreRequests.ZERO);

      bench.fresh().write(older.target(), seen, older.position());

      RouterBench ideal = bench();
      ideal.at(new RouteCase(older.name(), older.target(), older.position()));
      assertThat(Maps.transformValues(bench.own(older.target()), tree -> tree.at("spec")))
          .as("%s after a write", older.name())
          .isEqualTo(Maps.transformValues(ideal.own(older.target()), tree -> tree.at("spec")));
    }
  }

  private RouterBench seeded(GoldenRoute golden) {
    RouterBench bench = bench().with(golden.target());
    keyed(golden).forEach(bench.store::seed);
    return bench;
  }

  private ImmutableMap<ObjectKey, Tree> keyed(GoldenRoute golden) {
    ImmutableMap.Builder<ObjectKey, Tree> keyed = ImmutableMap.builder();
    for (Tree tree : golden.objects()) {
      ResourceType type =
          subject().plugin().descriptor().apis().stream()
              .map(api -> api.type())
              .filter(any -> any.kind().equals(tree.textOr("", "kind")))
              .filter(any -> any.apiVersion().equals(tree.textOr("", "apiVersion")))
              .findFirst()
              .orElseThrow(
                  () -> new AssertionError(golden.name() + " is of a type not declared: " + tree));
      keyed.put(
          new ObjectKey(
              type,
              tree.textOr(golden.target().key().namespace(), "metadata", "namespace"),
              tree.textOr("", "metadata", "name")),
          tree);
    }
    return keyed.buildOrThrow();
  }

  private static ImmutableList<Tree> sorted(Map<ObjectKey, Tree> objects) {
    return objects.entrySet().stream()
        .sorted(Map.Entry.comparingByKey((a, b) -> a.toString().compareTo(b.toString())))
        .map(Map.Entry::getValue)
        .collect(ImmutableList.toImmutableList());
  }
}
