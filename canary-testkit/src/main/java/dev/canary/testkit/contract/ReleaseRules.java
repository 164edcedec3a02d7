package dev.canary.testkit.contract;

import static dev.canary.testkit.contract.RouterRules.assertNoWrites;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Capabilities.Takeover;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.port.PortException;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.Admission;
import dev.canary.testkit.fake.StoreRequests;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules about what is not the router's: foreign parts, foreign objects, and the end. */
interface ReleaseRules extends RouterRules {

  /** Where kubectl keeps what was applied last. */
  String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  @Test
  default void r05_foreignParts_surviveCorrectionWriteAndRelease() {
    for (RouteCase wanted : cases()) {
      RouteTarget target = wanted.target();
      for (ObjectEdit drift : subject().drifts(target)) {
        RouterBench bench = new RouterBench(subject(), Admission.NONE);
        bench.established(target);
        bench.own(target).keySet().forEach(key -> bench.store.edit(key, this::withForeignParts));
        ImmutableMap<ObjectKey, Tree> before = bench.own(target);
        bench.edit(drift);

        RouteView seen = bench.fresh().reconcile(target);
        assertForeignParts("reconcile of " + drift.name(), before, bench, target);
        bench.fresh().write(target, seen, wanted.position());
        assertForeignParts("write of " + wanted, before, bench, target);
        bench.fresh().release(Targets.deleting(target));
        assertForeignParts("release", before, bench, target);
      }
    }
  }

  @Test
  default void r12_takenOverObject_isAsBeforeAfterRelease() {
    RouteTarget target = atPrimary().target();
    ImmutableMap<ObjectKey, Tree> foreign = subject().takenOver(target);
    assertThat(foreign.isEmpty())
        .as("no foreign objects to take over, though %s", takeover())
        .isEqualTo(takeover().isEmpty());
    assertRestored(target, foreign, foreign);
  }

  @Test
  default void r12_takenOverObject_withWhatWasAppliedLast_getsThatSpec() {
    RouteTarget target = atPrimary().target();
    Map<ObjectKey, Tree> found = new HashMap<>();
    Map<ObjectKey, Tree> released = new HashMap<>();
    subject()
        .takenOver(target)
        .forEach(
            (key, tree) -> {
              Tree applied = tree.without(ownedPath(tree));
              String[] note = {"metadata", "annotations", LAST_APPLIED};
              found.put(key, tree.with(Json.write(applied), note));
              released.put(key, applied.with(Json.write(applied), note));
            });
    assertRestored(target, ImmutableMap.copyOf(found), ImmutableMap.copyOf(released));
  }

  @Test
  default void r12_createdObject_isCollectedOrDeletedOnProof() {
    RouteTarget owned = atPrimary().target();
    RouterBench collected = bench();
    collected.established(owned);
    ImmutableMap<ObjectKey, Tree> before = collected.own(owned);
    collected.fresh().release(Targets.deleting(owned));
    assertThat(collected.own(owned).keySet())
        .as("with an owner, left to garbage collection")
        .isEqualTo(before.keySet());

    RouteTarget unowned = Targets.unowned(owned);
    RouterBench deleted = bench();
    deleted.established(unowned);
    deleted.fresh().release(Targets.deleting(unowned));
    assertThat(deleted.own(unowned)).as("without an owner, with proof, deleted").isEmpty();

    RouterBench unproven = bench().with(unowned);
    before.forEach((key, tree) -> unproven.store.seed(key, unproven(tree)));
    unproven.fresh().reconcile(unowned);
    unproven.fresh().release(Targets.deleting(unowned));
    assertThat(unproven.own(unowned).keySet())
        .as("without owner and proof, left alone")
        .isEqualTo(before.keySet());
  }

  @Test
  default void r13_releaseAgainOrOfNothing_succeedsAndWritesNothing() {
    for (RouteCase wanted : cases()) {
      for (RouteTarget target :
          ImmutableList.of(wanted.target(), Targets.unowned(wanted.target()))) {
        RouteTarget deleting = Targets.deleting(target);
        RouterBench bench = bench();
        subject().takenOver(target).forEach(bench.store::seed);
        bench.at(new RouteCase(wanted.layout(), target, wanted.position()));
        bench.fresh().release(deleting);
        StoreRequests before = bench.store.requests();
        bench.fresh().release(deleting);
        assertNoWrites("second release at " + wanted, bench, before);

        bench.own(target).keySet().forEach(bench.store::remove);
        bench.fresh().release(deleting);
        assertNoWrites("release of nothing at " + wanted, bench, before);
      }
    }
  }

  @Test
  default void r13_deletedCanary_isNeitherReconciledNorWritten() {
    for (RouteCase wanted : cases()) {
      RouteTarget deleting = Targets.deleting(wanted.target());
      RouterBench bench = bench();
      RouteView seen = bench.established(wanted.target());
      RouterBench empty = bench().with(deleting);
      StoreRequests before = bench.store.requests();

      assertRefused(() -> bench.fresh().write(deleting, seen, wanted.position()));
      assertRefused(() -> empty.fresh().reconcile(deleting));
      bench.fresh().release(deleting);
      StoreRequests released = bench.store.requests();
      assertRefused(() -> bench.fresh().reconcile(deleting));

      assertThat(released.since(before).creates()).as("creations").isZero();
      assertNoWrites("reconcile after release", bench, released);
      assertNoWrites("reconcile of nothing", empty, StoreRequests.ZERO);
    }
  }

  private void assertRestored(
      RouteTarget target,
      ImmutableMap<ObjectKey, Tree> found,
      ImmutableMap<ObjectKey, Tree> released) {
    RouterBench bench = bench().with(target);
    found.forEach(bench.store::seed);
    RouteTarget last = target;
    RouteView seen = bench.fresh().reconcile(target);
    for (RouteTarget changed : Targets.changed(subject(), target)) {
      subject().references(changed).forEach(bench.store::seed);
      seen = bench.fresh().reconcile(changed);
      last = changed;
    }
    for (RouteCase wanted : cases()) {
      if (wanted.layout().equals(atPrimary().layout())) {
        seen = bench.fresh().write(last.fencedBy("f" + wanted), seen, wanted.position());
      }
    }
    found.keySet().forEach(key -> bench.store.edit(key, ReleaseRules::late));
    ImmutableMap<ObjectKey, Tree> before = bench.own(target);

    bench.fresh().release(Targets.deleting(last));

    boolean restores = takeover().contains(Takeover.RESTORE);
    released.forEach(
        (key, tree) ->
            assertThat(bench.own(target).get(key))
                .as("%s after release, %s", key, restores ? "restored" : "left as it is")
                .isEqualTo(restores ? late(tree) : before.get(key)));
  }

  private ImmutableSet<Takeover> takeover() {
    return subject().plugin().descriptor().capabilities().takeover();
  }

  /** Returns the last owned path of the descriptor that the object has. */
  private String[] ownedPath(Tree tree) {
    return subject().plugin().descriptor().owned().stream()
        .filter(owned -> owned.kind().equals(tree.textOr("", "kind")))
        .flatMap(owned -> owned.paths().reverse().stream())
        .map(path -> Splitter.on('.').splitToList(path).toArray(String[]::new))
        .filter(path -> tree.at(path).isPresent())
        .findFirst()
        .orElseThrow(() -> new AssertionError("a foreign object without owned paths: " + tree));
  }

  private static Tree late(Tree tree) {
    return tree.with("kept", "metadata", "labels", "example.org/late");
  }

  /** Returns the object as another hand would have made it: same content, no owner and no mark. */
  private static Tree unproven(Tree tree) {
    return tree.without("metadata", "ownerReferences");
  }

  private static void assertRefused(Runnable call) {
    assertThatExceptionOfType(PortException.class)
        .as("a request of a canary that is being deleted")
        .isThrownBy(call::run);
  }

  private Tree withForeignParts(Tree tree) {
    Tree changed =
        tree.with("kept", "metadata", "labels", "example.org/foreign")
            .with("kept", "metadata", "annotations", "example.org/foreign")
            .with(Tree.array(Tree.of("example.org/foreign")), "metadata", "finalizers")
            .with("kept", "status", "foreign");
    return ownsWholeSpec(tree) ? changed : changed.with("kept", "spec", "foreignMember");
  }

  private boolean ownsWholeSpec(Tree tree) {
    return subject().plugin().descriptor().owned().stream()
        .filter(owned -> owned.kind().equals(tree.textOr("", "kind")))
        .anyMatch(owned -> owned.paths().contains("spec"));
  }

  private static void assertForeignParts(
      String what, Map<ObjectKey, Tree> before, RouterBench bench, RouteTarget target) {
    ImmutableMap<ObjectKey, Tree> after = bench.own(target);
    ImmutableList<ImmutableList<String>> parts =
        ImmutableList.of(
            ImmutableList.of("metadata", "labels", "example.org/foreign"),
            ImmutableList.of("metadata", "annotations", "example.org/foreign"),
            ImmutableList.of("metadata", "finalizers"),
            ImmutableList.of("status", "foreign"),
            ImmutableList.of("spec", "foreignMember"));
    before.forEach(
        (key, tree) ->
            parts.forEach(
                part ->
                    assertThat(after.getOrDefault(key, Tree.Obj.EMPTY).at(part))
                        .as("%s of %s after %s", part, key, what)
                        .isEqualTo(tree.at(part))));
  }
}
