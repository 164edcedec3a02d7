package dev.canary.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Json;
import dev.canary.testkit.cluster.api.traffic.AccessRules.Denial;
import dev.canary.testkit.cluster.api.traffic.RequestFilter;
import org.junit.jupiter.api.Test;

/** What the store shows when watches end, lag, are refused, or come late. */
class WatchTest extends ClusterTest {

  private static final ResourceType WIDGETS =
      ResourceType.namespaced("example.com", "v1", "Widget", "widgets");
  private static final ObjectKey WIDGET = new ObjectKey(WIDGETS, "test", "w");

  @Test
  void watchEnded_changesMeanwhileAreSeenWithoutAnotherList() {
    createdByOthers("a", "k", "1");
    assertThat(shown("a", "k")).isEqualTo("1");

    server.endWatches();
    changedByOthers("a", "k", "2");

    Await.until("the change is seen", () -> shown("a", "k").equals("2"));
    assertThat(requests("list", "configmaps")).isEqualTo(1);
  }

  @Test
  void versionForgotten_listsAgainAndNoticesDeletions() {
    createdByOthers("a", "k", "1");
    createdByOthers("b", "k", "1");
    assertThat(shown("b", "k")).isEqualTo("1");

    server.goDown();
    removedByOthers("a");
    changedByOthers("b", "k", "2");
    server.forgetHistory();
    server.comeUp();

    Await.until("the deletion is seen", () -> shown("a", "k").equals("absent"));
    assertThat(shown("b", "k")).isEqualTo("2");
    assertThat(requests("list", "configmaps")).isEqualTo(2);
  }

  @Test
  void connectionLost_readsShowWhatIsKnownUntilItIsTooOld() {
    try (KubeObjectStore impatient = store(TestLimits.IMPATIENT)) {
      createdByOthers("a", "k", "1");
      assertThat(impatient.find(map("a"))).isPresent();

      server.goDown();
      Await.until("reads are refused", () -> isUnavailable(impatient, map("a"), Cause.STALE));

      server.comeUp();
      Await.until(
          "reads are answered again", () -> !isUnavailable(impatient, map("a"), Cause.STALE));
      assertThat(impatient.find(map("a"))).isPresent();
    }
  }

  @Test
  void stale_saysWhatIsNotUpToDate() {
    server.goDown();
    try (KubeObjectStore impatient = store(TestLimits.IMPATIENT)) {
      assertThatExceptionOfType(PortUnavailable.class)
          .isThrownBy(() -> impatient.find(map("a")))
          .withMessageContaining("configmaps of v1 are not known yet");
    }
  }

  @Test
  void definitionInstalledLater_isNoticedWithoutRestart() {
    assertThatExceptionOfType(PortUnavailable.class)
        .isThrownBy(() -> store.find(WIDGET))
        .withMessageContaining("install its CustomResourceDefinition")
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Cause.NOT_INSTALLED));

    installWidgets();

    Await.until(
        "the definition is noticed", () -> !isUnavailable(store, WIDGET, Cause.NOT_INSTALLED));
    assertThat(store.find(WIDGET)).isEmpty();
  }

  @Test
  void definitionRemoved_isNotInstalledAndNotEmpty() {
    installWidgets();
    assertThat(store.find(WIDGET)).isEmpty();

    server
        .objects()
        .delete("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", "widgets.example.com");
    server.endWatches();

    Await.until("it is noticed", () -> isUnavailable(store, WIDGET, Cause.NOT_INSTALLED));
  }

  @Test
  void forbidden_namesWhatToAllow() {
    server.access().deny("list", "", "configmaps");

    assertThatExceptionOfType(PortUnavailable.class)
        .isThrownBy(() -> store.find(map("a")))
        .withMessageContaining("allow get, list and watch of configmaps in namespace test")
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Cause.NOT_PERMITTED));
  }

  @Test
  void forbiddenInAllNamespaces_watchesTheNamespaceAskedFor() {
    server.access().deny(new Denial("list", "", "configmaps", ""));
    createdByOthers("a", "k", "1");

    assertThat(shown("a", "k")).isEqualTo("1");
    changedByOthers("a", "k", "2");
    Await.until("the change is seen", () -> shown("a", "k").equals("2"));

    store.update(
        store.find(map("a")).orElseThrow(),
        store.find(map("a")).orElseThrow().tree().with("3", "data", "k"));
    assertThat(shown("a", "k")).isEqualTo("3");
  }

  @Test
  void scopeOfNamespaces_isWatchedNamespaceByNamespace() {
    createdByOthers("a", "k", "1");
    try (KubeObjectStore scoped = store(TestLimits.PATIENT, "test")) {
      scoped.watch(MAPS);
      assertThat(scoped.find(map("a"))).isPresent();

      assertThat(server.requests().recent(RequestFilter.to("list", "configmaps")))
          .extracting(request -> request.namespace())
          .containsOnly("test");
    }
  }

  @Test
  void moreThanOnePage_isListedAsAWhole() {
    for (int i = 0; i < 501; i++) {
      createdByOthers("m" + i, "k", "v");
    }

    assertThat(shown("m0", "k")).isEqualTo("v");
    assertThat(shown("m500", "k")).isEqualTo("v");
    assertThat(requests("list", "configmaps")).isEqualTo(2);
  }

  @Test
  void reads_needNoRequestOnceWatched() {
    createdByOthers("a", "k", "1");
    assertThat(shown("a", "k")).isEqualTo("1");
    Await.until("the watch is open", () -> requests("watch", "configmaps") == 1);
    server.requests().reset();

    for (int i = 0; i < 100; i++) {
      assertThat(shown("a", "k")).isEqualTo("1");
      assertThat(shown("absent", "k")).isEqualTo("absent");
    }

    assertThat(server.requests().count(RequestFilter.any())).isZero();
  }

  private void installWidgets() {
    server
        .objects()
        .create(
            Json.read(
                """
                {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
                 "metadata": {"name": "widgets.example.com"},
                 "spec": {"group": "example.com", "scope": "Namespaced",
                   "names": {"plural": "widgets", "singular": "widget", "kind": "Widget",
                     "listKind": "WidgetList"},
                   "versions": [{"name": "v1", "served": true, "storage": true,
                     "schema": {"openAPIV3Schema": {"type": "object",
                       "x-kubernetes-preserve-unknown-fields": true}}}]}}
                """));
  }

  private static boolean isUnavailable(KubeObjectStore store, ObjectKey key, Cause cause) {
    try {
      var unused = store.find(key);
      return false;
    } catch (PortUnavailable failure) {
      return failure.reason() == cause;
    }
  }
}
