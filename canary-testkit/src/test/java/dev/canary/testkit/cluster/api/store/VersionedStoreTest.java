package dev.canary.testkit.cluster.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VersionedStoreTest {

  private static final GroupResource PODS = new GroupResource("", "pods");
  private static final GroupResource JOBS = new GroupResource("batch", "jobs");

  private final VersionedStore store = new VersionedStore(3);

  @Test
  void put_eachWrite_raisesTheOneCounter() {
    assertThat(put(PODS, "a").version()).isEqualTo(1);
    assertThat(put(JOBS, "a").version()).isEqualTo(2);
    Stored again = put(PODS, "a");

    assertThat(again.version()).isEqualTo(3);
    assertThat(again.tree().textOr("", "metadata", "resourceVersion")).isEqualTo("3");
    assertThat(store.version()).isEqualTo(3);
  }

  @Test
  void list_isOrderedByNamespaceAndName() {
    put(new ObjectId(PODS, "b", "a"), "{}");
    put(new ObjectId(PODS, "a-b", "x"), "{}");
    put(new ObjectId(PODS, "a", "z"), "{}");
    put(new ObjectId(PODS, "a", "c"), "{}");

    assertThat(store.list(PODS, "").objects())
        .extracting(stored -> stored.id().namespace() + "/" + stored.id().name())
        .containsExactly("a/c", "a/z", "a-b/x", "b/a");
    assertThat(store.list(PODS, "a").objects()).hasSize(2);
    assertThat(store.list(JOBS, "").objects()).isEmpty();
  }

  @Test
  void awaitChanges_pastChanges_areReturnedAtOnceInOrder() throws Exception {
    put(PODS, "a");
    put(JOBS, "other");
    put(PODS, "b");
    remove(PODS, "a");
    Changes changes = store.awaitChanges(PODS, 1, Duration.ofHours(1));

    assertThat(changes.changes()).extracting(Change::version).containsExactly(3L, 4L);
    assertThat(changes.changes().getLast().after()).isNull();
    assertThat(changes.upTo()).isEqualTo(4);
  }

  @Test
  void awaitChanges_noChange_returnsAfterTheTimeWithoutAny() throws Exception {
    put(PODS, "a");
    put(JOBS, "b");
    Changes changes = store.awaitChanges(PODS, 1, Duration.ofMillis(1));

    assertThat(changes.changes()).isEmpty();
    assertThat(changes.upTo()).isEqualTo(2);
  }

  @Test
  void awaitChanges_laterWrite_endsTheWait() throws Exception {
    CompletableFuture<Changes> waiting = CompletableFuture.supplyAsync(() -> await(PODS, 0));
    put(PODS, "a");

    assertThat(waiting.get(20, TimeUnit.SECONDS).changes()).hasSize(1);
  }

  @Test
  void awaitChanges_beforeTheHistory_isGone() {
    for (int i = 0; i < 4; i++) {
      put(PODS, "a");
    }

    assertThatThrownBy(() -> store.awaitChanges(PODS, 0, Duration.ZERO))
        .isInstanceOf(VersionGoneException.class)
        .hasMessageContaining("version 0 is older than 1");
    assertThat(await(PODS, 1).changes()).hasSize(3);
  }

  @Test
  void forgetHistory_earlierVersionIsGone_presentOneIsNot() {
    put(PODS, "a");
    put(PODS, "b");
    store.forgetHistory();

    assertThatThrownBy(() -> store.awaitChanges(PODS, 1, Duration.ZERO))
        .isInstanceOf(VersionGoneException.class);
    put(PODS, "c");
    assertThat(await(PODS, 2).changes()).hasSize(1);
  }

  @Test
  void dependents_followTheOwnerReferences() {
    put(PODS, "owner");
    put(
        new ObjectId(PODS, "n", "child"),
        "{\"metadata\":{\"uid\":\"c\",\"ownerReferences\":[{\"uid\":\"o\"}]}}");

    assertThat(dependents("o")).isEqualTo(1);
    put(new ObjectId(PODS, "n", "child"), "{\"metadata\":{\"uid\":\"c\"}}");
    assertThat(dependents("o")).isZero();
  }

  @Test
  void history_mustBePositive() {
    assertThatThrownBy(() -> new VersionedStore(0)).hasMessageContaining("not 0");
  }

  private int dependents(String uid) {
    return store.write(tx -> tx.dependents(uid).size());
  }

  private Changes await(GroupResource resource, long after) {
    try {
      return store.awaitChanges(resource, after, Duration.ofSeconds(20));
    } catch (InterruptedException | VersionGoneException e) {
      throw new IllegalStateException(e);
    }
  }

  private Stored put(GroupResource resource, String name) {
    return put(new ObjectId(resource, "n", name), "{\"metadata\":{\"name\":\"" + name + "\"}}");
  }

  private Stored put(ObjectId id, String json) {
    Tree tree = Json.read(json);
    return store.write(tx -> tx.put(id, tree));
  }

  private void remove(GroupResource resource, String name) {
    assertThat(store.<Boolean>write(tx -> tx.remove(new ObjectId(resource, "n", name)).isPresent()))
        .isTrue();
  }
}
