package dev.canary.testkit.contract;

import static dev.canary.testkit.contract.RouterRules.assertAt;
import static dev.canary.testkit.contract.RouterRules.assertNoWrites;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.RouteView.Acceptance;
import dev.canary.core.port.Conflict;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.StoreChange;
import dev.canary.testkit.fake.StoreRequests;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules about putting a position in force and reading it back. */
interface WriteRules extends RouterRules {

  @Test
  default void r07_read_returnsThePositionWritten() {
    for (RouteCase wanted : cases()) {
      RouterBench bench = bench();

      assertAt(wanted + ", returned by write", bench.at(wanted), wanted.position());

      StoreRequests before = bench.store.requests();
      RouteView read = bench.fresh().read(wanted.target());
      assertAt(wanted + ", read by a fresh instance", read, wanted.position());
      assertThat(read.primaryWeight() + read.canaryWeight()).isEqualTo(100);
      assertThat(read.versions()).as("versions").isNotEmpty();
      assertNoWrites("reading " + wanted, bench, before);
    }
  }

  @Test
  default void r07_weightsEditedByHand_areReadAsFound() {
    RouteTarget target = atPrimary().target();
    for (int[] pair : new int[][] {{60, 60}, {20, 30}, {0, 100}, {100, 5}}) {
      RouterBench bench = bench();
      bench.established(target);
      subject()
          .handEdited(target, pair[0], pair[1])
          .ifPresent(
              edit -> {
                bench.edit(edit);
                RouteView read = bench.fresh().read(target);
                assertThat(read.primaryWeight()).as("primary of " + edit).isEqualTo(pair[0]);
                assertThat(read.canaryWeight()).as("canary of " + edit).isEqualTo(pair[1]);
              });
    }
  }

  @Test
  default void r07_acceptance_isReportedAsDeclared() {
    RouteTarget target = atPrimary().target();
    RouterBench bench = bench();
    bench.established(target);
    if (!subject().plugin().descriptor().capabilities().acceptance()) {
      assertThat(bench.fresh().read(target).acceptance()).isEqualTo(new Acceptance.Unknown());
      return;
    }
    bench.own(target).keySet().forEach(key -> bench.store.edit(key, t -> accepted(t, true)));
    assertThat(bench.fresh().read(target).acceptance()).isEqualTo(new Acceptance.Accepted());
    bench.own(target).keySet().forEach(key -> bench.store.edit(key, t -> accepted(t, false)));
    assertThat(bench.fresh().read(target).acceptance()).isInstanceOf(Acceptance.Pending.class);
  }

  @Test
  default void r08_writeAgain_writesNothing() {
    for (RouteCase wanted : cases()) {
      RouterBench bench = bench();
      RouteView seen = bench.at(wanted);
      StoreRequests before = bench.store.requests();
      ImmutableMap<ObjectKey, Tree> once = bench.own(wanted.target());

      RouteView again = bench.fresh().write(wanted.target(), seen, wanted.position());

      assertAt("again at " + wanted, again, wanted.position());
      assertThat(bench.own(wanted.target())).as("objects of " + wanted).isEqualTo(once);
      assertNoWrites("writing again " + wanted, bench, before);
    }
  }

  @Test
  default void r08_anyPosition_isReachedFromAnyOtherInOneCall() {
    for (RouteCase[] move : moves()) {
      RouteCase to = move[1];
      String what = move[0] + " to " + to;
      RouterBench bench = bench();
      RouteView seen = bench.at(move[0]);
      long from = bench.revision();

      RouteView view = bench.fresh().write(to.target(), seen, to.position());

      assertAt(what, view, to.position());
      RouterBench direct = bench();
      direct.at(to);
      assertThat(bench.own(to.target())).as(what).isEqualTo(direct.own(to.target()));
      assertAtMostOneUpdatePerObject(what, bench, from);
    }
  }

  @Test
  default void r08_fencedWrite_isAWriteThoughNothingElseChanges() {
    for (RouteCase wanted : cases()) {
      RouterBench bench = bench();
      RouteView seen = bench.at(wanted);
      RouteTarget fenced = wanted.target().fencedBy("fence-1");
      Position position = wanted.position();

      RouteView moved = bench.fresh().write(fenced, seen, position);

      assertAt("fenced at " + wanted, moved, position);
      assertThat(moved.versions()).as("versions of " + wanted).isNotEqualTo(seen.versions());
      assertThat(ImmutableSet.copyOf(moved.versions().values()))
          .as("versions of what carries the position, all moved")
          .doesNotContainAnyElementsOf(seen.versions().values());
      assertThatExceptionOfType(Conflict.class)
          .as("a write by who saw %s before the fence", wanted)
          .isThrownBy(() -> bench.fresh().write(wanted.target(), seen, position));
      StoreRequests before = bench.store.requests();
      bench.fresh().reconcile(wanted.target());
      assertNoWrites("reconciling after the fence", bench, before);
    }
  }

  private Tree accepted(Tree tree, boolean accepted) {
    return subject().acceptance(tree, accepted);
  }

  private static void assertAtMostOneUpdatePerObject(String what, RouterBench bench, long from) {
    Set<ObjectKey> written = new HashSet<>();
    for (StoreChange change : bench.store.history()) {
      if (change.revision() > from) {
        assertThat(change.object().map(StoredObject::key)).as(what).contains(change.key());
        assertThat(written.add(change.key())).as(what + " writes once " + change.key()).isTrue();
      }
    }
  }
}
