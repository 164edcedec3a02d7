package dev.canary.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.traffic.RequestFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the store shows of its own writes, and what they cost. */
class OwnWritesTest extends ClusterTest {

  @Test
  void watchBehind_neverShowsAnObjectOlderThanOurWrite() {
    StoredObject seen = store.create(map("a"), object("a", "k", "0"));
    assertThat(shown("a", "k")).isEqualTo("0");
    for (int round = 1; round <= 20; round++) {
      server.endWatches(); // what follows is told late, by the next watch
      String value = "v" + round;
      seen = store.update(seen, seen.tree().with(value, "data", "k"));
      for (int i = 0; i < 50; i++) {
        assertThat(shown("a", "k")).isEqualTo(value);
      }
    }
  }

  @Test
  void deletedAndCreatedAgain_theOldObjectNeverComesBack() {
    assertThat(shown("a", "k")).isEqualTo("absent");
    for (int round = 1; round <= 20; round++) {
      StoredObject made = store.create(map("a"), object("a", "k", "v" + round));
      assertThat(shown("a", "k")).isEqualTo("v" + round);
      store.delete(made);
      for (int i = 0; i < 20; i++) {
        assertThat(shown("a", "k")).isEqualTo("absent");
      }
    }
  }

  @Test
  void conflict_nextReadShowsWhatWasInTheWay() {
    StoredObject seen = store.create(map("a"), object("a", "k", "1"));
    assertThat(shown("a", "k")).isEqualTo("1");
    server.faults().silence(RequestFilter.to("watch", "configmaps"));
    server.endWatches();
    changedByOthers("a", "k", "theirs");

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> store.update(seen, seen.tree().with("ours", "data", "k")))
        .withMessageContaining("a");

    assertThat(shown("a", "k")).isEqualTo("theirs");
    assertThat(requests("get", "configmaps")).isEqualTo(1);
  }

  @Test
  void answerLost_nextReadShowsTheEffect() {
    StoredObject seen = store.create(map("a"), object("a", "k", "1"));
    assertThat(shown("a", "k")).isEqualTo("1");
    server.faults().silence(RequestFilter.to("watch", "configmaps"));
    server.endWatches();
    server.faults().cutAfter(RequestFilter.to("patch", "configmaps"), 1);

    assertThatExceptionOfType(PortUnavailable.class)
        .isThrownBy(() -> store.update(seen, seen.tree().with("2", "data", "k")))
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Cause.TRANSIENT));

    assertThat(shown("a", "k")).isEqualTo("2");
  }

  @Test
  void writes_areOneRequestEachAndNeedNoWatch() {
    StoredObject made = store.create(map("a"), object("a", "k", "1"));
    StoredObject changed = store.update(made, made.tree().with("2", "data", "k"));
    store.delete(changed);

    assertThat(server.requests().recent())
        .extracting(request -> request.verb())
        .containsExactly("create", "patch", "delete");
  }

  @Test
  void removedMembersAndArrays_areWrittenAsWanted() {
    StoredObject made =
        store.create(
            map("a"),
            object("a", "k", "1")
                .with(Tree.strings(List.of("x/y", "x/z")), "metadata", "finalizers"));

    StoredObject changed =
        store.update(
            made,
            made.tree()
                .without("data", "k")
                .with("v", "data", "new")
                .with(Tree.strings(List.of("x/z")), "metadata", "finalizers"));

    assertThat(changed.tree().fields("data")).containsOnlyKeys("new");
    assertThat(changed.tree().strings("metadata", "finalizers")).containsExactly("x/z");
  }

  @Test
  void missingNamespace_isAMissingReference() {
    ObjectKey key = new ObjectKey(MAPS, "nowhere", "a");

    assertThatExceptionOfType(PortUnavailable.class)
        .isThrownBy(
            () -> store.create(key, object("a", "k", "1").with("nowhere", "metadata", "namespace")))
        .withMessageContaining("nowhere")
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Cause.MISSING_REFERENCE));
  }

  @Test
  void secrets_areReadEachTimeAndNeverKept() {
    ResourceType secrets = ResourceType.namespaced("", "v1", "Secret", "secrets");
    ObjectKey key = new ObjectKey(secrets, "test", "s");
    Tree secret = object("s", "k", "djE=").with("Secret", "kind");
    server.objects().create(secret);

    assertThat(store.find(key).orElseThrow().tree().text("data", "k")).contains("djE=");
    assertThat(store.find(key)).isPresent();

    assertThat(requests("get", "secrets")).isEqualTo(2);
    assertThat(store.find(new ObjectKey(secrets, "test", "none"))).isEmpty();
    assertThat(requests("get", "secrets")).isEqualTo(2);
  }
}
