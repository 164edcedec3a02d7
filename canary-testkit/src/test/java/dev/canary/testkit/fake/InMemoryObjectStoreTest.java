package dev.canary.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.SpecError;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryObjectStoreTest {

  private static final ResourceType TYPE =
      ResourceType.namespaced("example.org", "v1", "Route", "routes");
  private static final ObjectKey KEY = new ObjectKey(TYPE, "web", "shop");
  private static final Tree ROUTE =
      Json.read(
          "{'apiVersion':'example.org/v1','kind':'Route','metadata':{'name':'shop'},'spec':{'a':1}}"
              .replace('\'', '"'));

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Test
  void generation_countsChangesOfContentOnly() {
    StoredObject made = store.create(KEY, ROUTE);
    StoredObject labelled = store.update(made, made.tree().with("b", "metadata", "labels", "a"));
    StoredObject observed = store.update(labelled, labelled.tree().with("x", "status", "phase"));
    StoredObject changed = store.update(observed, observed.tree().with(2, "spec", "a"));

    assertThat(made.generation()).isEqualTo(1);
    assertThat(observed.generation()).isEqualTo(1);
    assertThat(changed.generation()).isEqualTo(2);
    assertThat(changed.uid()).isEqualTo(made.uid());
  }

  @Test
  void create_otherIdentityThanTheKey_isRefused() {
    assertThatExceptionOfType(SpecError.class)
        .isThrownBy(() -> store.create(KEY, ROUTE.with("other", "metadata", "name")))
        .withMessageContaining("Route shop.web");
    assertThat(store.objects()).isEmpty();
  }

  @Test
  void admission_defaultsPrunesAndRefuses() {
    Admission admission =
        Admission.defaulting("Route", Tree.of(30), "spec", "timeout")
            .then(Admission.pruning("Route", ImmutableSet.of("a", "timeout")))
            .then(
                Admission.validating(
                    (key, tree) ->
                        tree.wholeOr(0, "spec", "a") > 9
                            ? Optional.of("a is over 9")
                            : Optional.empty()));
    InMemoryObjectStore strict =
        new InMemoryObjectStore(InstantSource.fixed(Instant.EPOCH), admission, Interceptor.NONE);

    StoredObject made = strict.create(KEY, ROUTE.with("x", "spec", "unknown"));

    assertThat(made.tree().at("spec")).contains(Json.read("{\"a\":1,\"timeout\":30}"));
    assertThatExceptionOfType(SpecError.class)
        .isThrownBy(() -> strict.update(made, made.tree().with(10, "spec", "a")))
        .withMessage("Route shop.web is invalid: a is over 9");
    assertThat(strict.find(KEY)).contains(made);
  }

  @Test
  void requests_countWritesButNotForeignOnes() {
    StoredObject made = store.create(KEY, ROUTE);
    StoredObject changed = store.update(made, made.tree().with(2, "spec", "a"));
    store.update(changed, changed.tree());
    store.edit(KEY, tree -> tree.with(3, "spec", "a"));
    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> store.delete(changed));

    assertThat(store.requests()).isEqualTo(new StoreRequests(1, 1, 1));
    assertThat(store.history()).hasSize(3);
  }

  @Test
  void delete_withFinalizer_waitsUntilItIsTakenOff() {
    StoredObject made =
        store.create(KEY, ROUTE.with(Tree.array(Tree.of("x/y")), "metadata", "finalizers"));

    store.delete(made);
    StoredObject deleting = store.find(KEY).orElseThrow();
    store.update(deleting, deleting.tree().without("metadata", "finalizers"));

    assertThat(deleting.tree().text("metadata", "deletionTimestamp")).isPresent();
    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  void frozenReads_showOwnWritesButNotForeignOnes() {
    StoredObject made = store.create(KEY, ROUTE);
    store.freezeReads();
    store.edit(KEY, tree -> tree.with(7, "spec", "a"));

    assertThat(store.find(KEY)).contains(made);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> store.update(made, made.tree().with(2, "spec", "a")));

    store.thawReads();
    StoredObject fresh = store.find(KEY).orElseThrow();
    assertThat(fresh.tree().wholeOr(0, "spec", "a")).isEqualTo(7);

    store.freezeReads();
    StoredObject own = store.update(fresh, fresh.tree().with(8, "spec", "a"));
    assertThat(store.find(KEY)).contains(own);
  }
}
