package dev.canary.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The orders in which watch, list and our own answers may arrive. */
class ObjectCacheTest {

  private static final ObjectKey A = ClusterTest.map("a");

  private final ObjectCache cache = new ObjectCache(new Retention(ClusterTest.MAPS));

  @Test
  void olderEvent_isIgnored() {
    assertThat(cache.offer(A, at(9))).isTrue();

    assertThat(cache.offer(A, at(8))).isFalse();

    assertThat(version()).contains("9");
  }

  @Test
  void versionsAreNumbers_notTexts() {
    cache.offer(A, at(9));
    cache.offer(A, at(10));

    assertThat(version()).contains("10");
  }

  @Test
  void deletionOlderThanTheObject_isIgnored() {
    cache.offer(A, at(9));

    assertThat(cache.gone(A, "8")).isFalse();

    assertThat(version()).contains("9");
  }

  @Test
  void ownDeletion_isNotUndoneByEventsBeforeIt() {
    cache.offer(A, at(9));
    cache.deleted(A, "9");

    cache.offer(A, at(8));
    cache.offer(A, at(9));
    assertThat(version()).isEmpty();

    cache.offer(A, at(11));
    assertThat(version()).contains("11");
  }

  @Test
  void listOlderThanOurCreation_keepsIt() {
    cache.offer(A, at(9));

    assertThat(cache.listed(Set.of(), "8")).isEmpty();
    assertThat(version()).contains("9");

    assertThat(cache.listed(Set.of(), "9")).containsExactly(A);
    assertThat(version()).isEmpty();
  }

  @Test
  void listOlderThanOurDeletion_doesNotBringTheObjectBack() {
    cache.offer(A, at(9));
    cache.deleted(A, "9");

    cache.offer(A, at(9)); // a page of a list as of version 9
    cache.listed(Set.of(A), "9");

    assertThat(version()).isEmpty();
  }

  @Test
  void ourWriteInFlight_isNoNewsUnlessOthersWriteToo() {
    cache.offer(A, at(9));

    cache.writing(A);
    assertThat(cache.offer(A, at(10).with("ours", "data", "k"))).isFalse();
    assertThat(cache.written(A, "10")).isFalse();

    cache.writing(A);
    assertThat(cache.offer(A, at(12).with("theirs", "data", "k"))).isFalse();
    assertThat(cache.written(A, "11")).isTrue();
  }

  @Test
  void changeWithoutMeaning_isNoNews() {
    cache.offer(A, at(9));

    assertThat(cache.offer(A, at(10).with(1, "status", "n"))).isFalse();
    assertThat(cache.offer(A, at(11).with("x", "data", "k"))).isTrue();
  }

  @Test
  void suspect_hasNoContentUntilItIsShownAgain() {
    cache.offer(A, at(9));
    cache.suspect(A);
    assertThat(cache.ask(A).flatMap(CachedObject::tree)).isEmpty();

    cache.offer(A, at(9));

    assertThat(cache.ask(A).flatMap(CachedObject::tree)).contains(at(9));
  }

  @Test
  void contentOfObjectsNobodyAskedFor_isBounded() {
    Tree large = Tree.of("x".repeat(1 << 20));
    for (int i = 0; i < 40; i++) {
      cache.offer(ClusterTest.map("m" + i), at(9).with(large, "data", "k"));
    }

    assertThat(cache.all().values().stream().mapToLong(CachedObject::size).sum())
        .isBetween(8L << 20, 16L << 20);
    assertThat(cache.all()).hasSize(40);
  }

  private Optional<String> version() {
    return cache.ask(A).map(CachedObject::version);
  }

  private static Tree at(int version) {
    return ClusterTest.object("a", "k", "v")
        .with(Integer.toString(version), "metadata", "resourceVersion");
  }
}
