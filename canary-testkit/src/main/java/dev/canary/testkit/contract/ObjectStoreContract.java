package dev.canary.testkit.contract;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.port.SpecError;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.ResourceType;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.contract.ForeignHand.Trouble;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The contract of {@link ObjectStore}: one test per promise. An implementation extends this and
 * supplies itself with an empty cluster and the hand of others in it.
 *
 * <p>Reads need not be the newest state of the cluster, so what a foreign hand did is awaited; what
 * the store itself wrote is not.
 */
public abstract class ObjectStoreContract {

  private static final String UID = "00000000-0000-4000-8000-00000000abcd";

  /** Returns the store under test over a cluster without the objects of this contract. */
  protected abstract ObjectStore store();

  /** Returns the hand of others in the same cluster. */
  protected abstract ForeignHand hand();

  /** Returns a served, namespaced type whose objects may hold strings in {@code data}. */
  protected ResourceType type() {
    return ResourceType.namespaced("", "v1", "ConfigMap", "configmaps");
  }

  /** Returns a namespace that objects can be created in. */
  protected String namespace() {
    return "default";
  }

  /** Returns where the cluster keeps a part that reads leave out; managed fields unless told. */
  protected String[] pathLeftOut() {
    return new String[] {"metadata", "managedFields"};
  }

  /** Returns a value for that part. */
  protected Tree partLeftOut() {
    return managedFields();
  }

  @Test
  void find_unknownObject_isEmpty() {
    assertThat(store().find(key("nobody"))).isEmpty();
  }

  @Test
  void find_foreignObject_showsItsContent() {
    hand().create(key("a"), object("a", "k", "v"));

    StoredObject found = awaited("a", "k", "v");

    assertThat(found.key()).isEqualTo(key("a"));
    assertThat(found.uid()).isNotEmpty();
    assertThat(found.version()).isNotEmpty();
  }

  @Test
  void create_returnsWhatTheClusterMade() {
    StoredObject made = store().create(key("a"), object("a", "k", "v"));

    assertThat(made.tree().text("data", "k")).contains("v");
    assertThat(made.uid()).isNotEmpty();
    assertThat(made.tree().text("metadata", "creationTimestamp")).isPresent();
    assertThat(store().find(key("a"))).contains(made);
  }

  @Test
  void create_existing_isConflictAndChangesNothing() {
    hand().create(key("a"), object("a", "k", "theirs"));
    Tree before = hand().whole(key("a"));

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> store().create(key("a"), object("a", "k", "ours")))
        .withMessageContaining("a");

    assertThat(hand().whole(key("a"))).isEqualTo(before);
  }

  @Test
  void update_ownWriteIsReadAtOnce() {
    StoredObject seen = store().create(key("a"), object("a", "k", "0"));
    for (int i = 1; i <= 50; i++) {
      String value = Integer.toString(i);
      seen = store().update(seen, seen.tree().with(value, "data", "k"));
      assertThat(store().find(key("a"))).contains(seen);
      assertThat(seen.tree().text("data", "k")).contains(value);
    }
  }

  @Test
  void update_equalTree_isNoWrite() {
    StoredObject seen = store().create(key("a"), object("a", "k", "v"));

    StoredObject after = store().update(seen, seen.tree().with("v", "data", "k"));

    assertThat(after).isSameAs(seen);
    assertThat(store().find(key("a")).map(StoredObject::version)).contains(seen.version());
  }

  @Test
  void update_equalTree_needsNoServer() {
    StoredObject seen = store().create(key("a"), object("a", "k", "v"));
    hand().trouble(type(), Trouble.SERVER_ERROR);

    assertThat(store().update(seen, seen.tree())).isEqualTo(seen);
  }

  @Test
  void update_keepsPartsThatReadsLeaveOut() {
    hand().create(key("a"), object("a", "k", "v"));
    hand().edit(key("a"), tree -> tree.with(partLeftOut(), pathLeftOut()).with("u", "data", "k"));
    StoredObject seen = awaited("a", "k", "u");
    assertThat(seen.tree().at(pathLeftOut())).isEmpty();

    store().update(seen, seen.tree().with("w", "data", "k"));

    Tree whole = hand().whole(key("a"));
    assertThat(whole.text("data", "k")).contains("w");
    assertThat(whole.at(pathLeftOut())).contains(partLeftOut());
  }

  @Test
  void update_changesOnlyWhatDiffers() {
    hand().create(key("a"), object("a", "k", "v").with("kept", "data", "foreign"));
    StoredObject seen = awaited("a", "k", "v");
    Tree before = hand().whole(key("a"));

    store().update(seen, seen.tree().with("added", "data", "new").without("data", "k"));

    Tree wanted = before.with("added", "data", "new").without("data", "k");
    assertThat(content(hand().whole(key("a")))).isEqualTo(content(wanted));
  }

  @Test
  void update_staleVersion_isConflictAndChangesNothing() {
    StoredObject seen = store().create(key("a"), object("a", "k", "v"));
    hand().edit(key("a"), tree -> tree.with("theirs", "data", "other"));
    Tree before = hand().whole(key("a"));

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> store().update(seen, seen.tree().with("ours", "data", "k")));

    assertThat(hand().whole(key("a"))).isEqualTo(before);
  }

  @Test
  void update_goneObject_isConflictAndCreatesNothing() {
    StoredObject seen = store().create(key("a"), object("a", "k", "v"));
    hand().remove(key("a"));

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> store().update(seen, seen.tree().with("w", "data", "k")));

    Await.until("the object is gone", () -> store().find(key("a")).isEmpty());
  }

  @Test
  void update_recreatedObject_isConflict() {
    StoredObject seen = store().create(key("a"), object("a", "k", "v"));
    hand().remove(key("a"));
    hand().create(key("a"), object("a", "k", "v"));

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> store().update(seen, seen.tree().with("w", "data", "k")));
  }

  @Test
  void update_invalid_isSpecErrorAndChangesNothing() {
    StoredObject seen = store().create(key("a"), object("a", "k", "v"));
    hand().trouble(type(), Trouble.INVALID);

    assertThatExceptionOfType(SpecError.class)
        .isThrownBy(() -> store().update(seen, seen.tree().with("w", "data", "k")));
    assertThatExceptionOfType(SpecError.class)
        .isThrownBy(() -> store().create(key("b"), object("b", "k", "v")));

    hand().trouble(type(), Trouble.NONE);
    assertThat(hand().whole(key("a")).text("data", "k")).contains("v");
    assertThat(store().find(key("b"))).isEmpty();
  }

  @Test
  void write_answerLost_isTransientAndTheEffectIsSeenLater() {
    StoredObject seen = store().create(key("a"), object("a", "k", "v"));
    hand().trouble(type(), Trouble.ANSWER_LOST);

    assertThatUnavailable(
        Cause.TRANSIENT, () -> store().update(seen, seen.tree().with("w", "data", "k")));
    assertThatUnavailable(Cause.TRANSIENT, () -> store().create(key("b"), object("b", "k", "v")));

    hand().trouble(type(), Trouble.NONE);
    awaited("a", "k", "w");
    awaited("b", "k", "v");
  }

  @Test
  void write_serverError_isTransient() {
    StoredObject seen = store().create(key("a"), object("a", "k", "v"));
    hand().trouble(type(), Trouble.SERVER_ERROR);

    assertThatUnavailable(
        Cause.TRANSIENT, () -> store().update(seen, seen.tree().with("w", "data", "k")));
    assertThatUnavailable(Cause.TRANSIENT, () -> store().delete(seen));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_INSTALLED, NOT_INSTALLED",
    "FORBIDDEN, NOT_PERMITTED",
    "STALE, STALE",
  })
  void read_thatCannotKnow_isUnavailableAndNeverEmpty(Trouble trouble, Cause cause) {
    hand().trouble(type(), trouble);

    assertThatUnavailable(cause, () -> store().find(key("nobody")));
    assertThatUnavailable(cause, () -> store().ownedBy(type(), namespace(), UID));
  }

  @ParameterizedTest
  @CsvSource({"NOT_INSTALLED, NOT_INSTALLED", "FORBIDDEN, NOT_PERMITTED"})
  void write_refused_isUnavailableAndChangesNothing(Trouble trouble, Cause cause) {
    StoredObject seen = store().create(key("a"), object("a", "k", "v"));
    hand().trouble(type(), trouble);

    assertThatUnavailable(cause, () -> store().create(key("b"), object("b", "k", "v")));
    assertThatUnavailable(cause, () -> store().update(seen, seen.tree().with("w", "data", "k")));
    assertThatUnavailable(cause, () -> store().delete(seen));

    hand().trouble(type(), Trouble.NONE);
    assertThat(hand().whole(key("a")).text("data", "k")).contains("v");
  }

  @Test
  void delete_removesTheObjectForTheNextRead() {
    StoredObject seen = store().create(key("a"), object("a", "k", "v"));

    store().delete(seen);

    assertThat(store().find(key("a"))).isEmpty();
  }

  @Test
  void delete_gone_isNoError() {
    StoredObject seen = store().create(key("a"), object("a", "k", "v"));
    hand().remove(key("a"));

    store().delete(seen);
    store().delete(seen);
  }

  @Test
  void delete_staleVersion_isConflictAndChangesNothing() {
    StoredObject seen = store().create(key("a"), object("a", "k", "v"));
    hand().edit(key("a"), tree -> tree.with("theirs", "data", "k"));

    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> store().delete(seen));

    assertThat(hand().whole(key("a")).text("data", "k")).contains("theirs");
  }

  @Test
  void ownedBy_listsWhatTheOwnerControlsByName() {
    store().create(key("b"), owned(object("b", "k", "v"), UID, true));
    store().create(key("a"), owned(object("a", "k", "v"), UID, true));
    store().create(key("c"), owned(object("c", "k", "v"), UID, false));
    store().create(key("d"), owned(object("d", "k", "v"), UID.replace('d', 'e'), true));
    store().create(key("e"), object("e", "k", "v"));

    assertThat(
            store().ownedBy(type(), namespace(), UID).stream()
                .map(object -> object.key().name())
                .collect(toImmutableList()))
        .containsExactly("a", "b");
    assertThat(store().ownedBy(type(), "elsewhere", UID)).isEmpty();
  }

  private static void assertThatUnavailable(Cause cause, Runnable call) {
    assertThatExceptionOfType(PortUnavailable.class)
        .isThrownBy(call::run)
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(cause));
  }

  private StoredObject awaited(String name, String field, String value) {
    Await.until(
        name + " shows " + field + "=" + value,
        () ->
            store()
                .find(key(name))
                .flatMap(object -> object.tree().text("data", field))
                .equals(Optional.of(value)));
    return store().find(key(name)).orElseThrow();
  }

  private ObjectKey key(String name) {
    return new ObjectKey(type(), namespace(), name);
  }

  private Tree object(String name, String field, String value) {
    return Tree.members()
        .put("apiVersion", type().apiVersion())
        .put("kind", type().kind())
        .put("metadata", Tree.texts(ImmutableMap.of("name", name, "namespace", namespace())))
        .put("data", Tree.texts(ImmutableMap.of(field, value)))
        .build();
  }

  private static Tree content(Tree whole) {
    return whole
        .without("metadata", "resourceVersion")
        .without("metadata", "generation")
        .without("metadata", "managedFields");
  }

  private static Tree owned(Tree object, String uid, boolean controller) {
    Tree owner =
        Tree.members()
            .put("apiVersion", "flagger.app/v1beta1")
            .put("kind", "Canary")
            .put("name", "shop")
            .put("uid", uid)
            .put("controller", controller)
            .build();
    return object.with(Tree.array(owner), "metadata", "ownerReferences");
  }

  private static Tree managedFields() {
    return Tree.array(
        Tree.members()
            .put("manager", "somebody")
            .put("operation", "Update")
            .put("apiVersion", "v1")
            .put("time", "2026-01-01T00:00:00Z")
            .put("fieldsType", "FieldsV1")
            .put("fieldsV1", Tree.Obj.EMPTY)
            .build());
  }
}
