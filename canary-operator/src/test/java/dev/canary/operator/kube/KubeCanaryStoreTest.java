package dev.canary.operator.kube;

import static dev.canary.operator.kube.CanaryObjects.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Intake;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.ApiServer;
import dev.canary.testkit.cluster.api.ApiServerConfig;
import dev.canary.testkit.cluster.api.traffic.RequestFilter;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubeCanaryStoreTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final CanaryKey OTHER = new CanaryKey("test", "other");

  private final ApiServer server = ApiServer.start(ApiServerConfig.DEFAULTS);
  private final KubernetesClient client = new KubeClients("test").at(server.url());
  private final List<CanaryKey> looks = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void read_canary_hasOwnerAndVersion() {
    CanaryObjects.install(server);
    Tree made = server.objects().create(CanaryObjects.canary(SHOP));
    try (KubeCanaryStore store = store()) {
      Canary canary = store.read(SHOP).orElseThrow();

      assertThat(canary.intake()).isInstanceOf(Intake.Accepted.class);
      assertThat(canary.version()).isEqualTo(made.textOr("", "metadata", "resourceVersion"));
      assertThat(canary.owner().textOr("", "uid")).isEqualTo(made.textOr("-", "metadata", "uid"));
      assertThat(canary.owner().isTrue("controller")).isTrue();
      assertThat(canary.owner().isTrue("blockOwnerDeletion")).isTrue();
      assertThat(store.keys()).containsExactly(SHOP);
      assertThat(store.read(OTHER)).isEmpty();
    }
  }

  @Test
  void read_withoutDefinition_isUnavailableUntilInstalled() {
    try (KubeCanaryStore store = store()) {
      assertThatExceptionOfType(PortUnavailable.class)
          .isThrownBy(() -> store.read(SHOP))
          .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Cause.NOT_INSTALLED));

      CanaryObjects.install(server);
      server.objects().create(CanaryObjects.canary(SHOP));

      Await.until("the canary is looked at", () -> looks.contains(SHOP));
      assertThat(store.read(SHOP)).isPresent();
    }
  }

  @Test
  void read_nonsense_isRefusedAndHidesNobody() {
    CanaryObjects.install(server);
    server.objects().create(CanaryObjects.canary(SHOP));
    server
        .objects()
        .create(CanaryObjects.canary(OTHER).with("nonsense", "spec", "analysis").without("status"));
    try (KubeCanaryStore store = store()) {
      assertThat(store.read(SHOP).orElseThrow().intake()).isInstanceOf(Intake.Accepted.class);
      assertThat(store.read(OTHER).orElseThrow().intake()).isInstanceOf(Intake.Refused.class);
    }
  }

  @Test
  void read_refusedAfterAccepted_knowsTheLastSpecification() {
    CanaryObjects.install(server);
    server.objects().create(CanaryObjects.canary(SHOP));
    try (KubeCanaryStore store = store()) {
      Canary before = store.read(SHOP).orElseThrow();
      edit(SHOP, tree -> tree.with("nobody", "spec", "provider"));
      Await.until(
          "the edit is seen",
          () -> store.read(SHOP).orElseThrow().intake() instanceof Intake.Refused);

      Intake.Refused refused = (Intake.Refused) store.read(SHOP).orElseThrow().intake();

      assertThat(refused.last()).contains(((Intake.Accepted) before.intake()).spec());
    }
  }

  @Test
  void commit_isOneRequestAndReadAtOnce() {
    CanaryObjects.install(server);
    server.objects().create(CanaryObjects.canary(SHOP));
    try (KubeCanaryStore store = store()) {
      Canary canary = store.read(SHOP).orElseThrow();
      Await.until(
          "the watch is open",
          () -> server.requests().count(RequestFilter.to("watch", "canaries")) == 1);
      for (int i = 1; i <= 20; i++) {
        long before = requestsButWatches();
        canary = store.commit(canary, weight(i), NOW.plusSeconds(i));

        assertThat(canary.status()).isEqualTo(weight(i));
        assertThat(store.read(SHOP)).contains(canary);
        assertThat(requestsButWatches()).isEqualTo(before + 1);
      }
    }
  }

  @Test
  void commit_onAnOlderVersion_isConflictAndWritesNothing() {
    CanaryObjects.install(server);
    server.objects().create(CanaryObjects.canary(SHOP));
    try (KubeCanaryStore store = store()) {
      Canary seen = store.read(SHOP).orElseThrow();
      edit(SHOP, tree -> tree.with("x", "metadata", "annotations", "a"));

      assertThatExceptionOfType(Conflict.class)
          .isThrownBy(() -> store.commit(seen, weight(5), NOW));

      assertThat(resource(SHOP).at("status", "canaryWeight")).isEmpty();
      Canary again = store.read(SHOP).orElseThrow();
      assertThat(store.commit(again, weight(5), NOW).status()).isEqualTo(weight(5));
    }
  }

  @Test
  void commit_answerLost_isUnknownAndReadShowsTheEffect() {
    CanaryObjects.install(server);
    server.objects().create(CanaryObjects.canary(SHOP));
    try (KubeCanaryStore store = store()) {
      Canary seen = store.read(SHOP).orElseThrow();
      server.faults().cutAfter(RequestFilter.to("patch", "canaries"), 1);

      assertThatExceptionOfType(PortUnavailable.class)
          .isThrownBy(() -> store.commit(seen, weight(5), NOW))
          .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Cause.TRANSIENT));

      assertThat(store.read(SHOP).orElseThrow().status()).isEqualTo(weight(5));
    }
  }

  @Test
  void commit_whereTheSchemaPrunes_isCarriedByTheAnnotation() {
    CanaryObjects.installPruning(server);
    server.objects().create(CanaryObjects.canary(SHOP));
    try (KubeCanaryStore store = store()) {
      Canary first = store.commit(store.read(SHOP).orElseThrow(), weight(5), NOW);
      Canary second = store.commit(first, owing(6), NOW.plusSeconds(60));

      assertThat(first.status()).isEqualTo(weight(5));
      assertThat(second.status()).isEqualTo(owing(6));
      assertThat(store.read(SHOP)).contains(second);
      assertThat(resource(SHOP).at("status", "rollout")).isEmpty();
    }
    try (KubeCanaryStore successor = store()) {
      assertThat(successor.read(SHOP).orElseThrow().status()).isEqualTo(owing(6));
    }
  }

  @Test
  void commit_whereTheSchemaPrunes_writesTheAnnotationFirst() {
    CanaryObjects.installPruning(server);
    server.objects().create(CanaryObjects.canary(SHOP));
    try (KubeCanaryStore store = store()) {
      Canary first = store.commit(store.read(SHOP).orElseThrow(), weight(5), NOW);
      server.faults().cutBefore(RequestFilter.to("patch", "canaries").subresource("status"), 1);

      assertThatExceptionOfType(PortUnavailable.class)
          .isThrownBy(() -> store.commit(first, owing(6), NOW.plusSeconds(60)));

      assertThat(store.read(SHOP).orElseThrow().status()).isEqualTo(owing(6));
    }
  }

  @Test
  void finalizer_isPutOnAndTakenOff() {
    CanaryObjects.install(server);
    server.objects().create(CanaryObjects.canary(SHOP));
    edit(SHOP, tree -> tree.with(Tree.strings(List.of("a.b/c")), "metadata", "finalizers"));
    try (KubeCanaryStore store = store()) {
      Canary with = store.finalizer(store.read(SHOP).orElseThrow(), true);
      assertThat(with.finalizer()).isTrue();
      assertThat(resource(SHOP).strings("metadata", "finalizers"))
          .containsExactly("a.b/c", "finalizer.flagger.app");

      Canary without = store.finalizer(with, false);
      assertThat(without.finalizer()).isFalse();
      assertThat(resource(SHOP).strings("metadata", "finalizers")).containsExactly("a.b/c");
      assertThat(store.finalizer(without, false)).isSameAs(without);
    }
  }

  @Test
  void finalizer_takenOffLast_endsTheCanaryForTheNextRead() {
    CanaryObjects.install(server);
    server.objects().create(CanaryObjects.canary(SHOP));
    try (KubeCanaryStore store = store()) {
      store.finalizer(store.read(SHOP).orElseThrow(), true);
      server.objects().delete("flagger.app/v1beta1", "Canary", "test", "shop");
      Await.until(
          "the deletion is seen", () -> store.read(SHOP).orElseThrow().deletedAt().isPresent());

      store.finalizer(store.read(SHOP).orElseThrow(), false);

      assertThat(store.read(SHOP)).isEmpty();
    }
  }

  @Test
  void looks_followSpecificationAnnotationsAndDeletion_notOurStatus() {
    CanaryObjects.install(server);
    server.objects().create(CanaryObjects.canary(SHOP));
    server.objects().create(CanaryObjects.canary(OTHER));
    try (KubeCanaryStore store = store()) {
      store.awaitSynced();
      Await.until("both are looked at", () -> looks.containsAll(List.of(SHOP, OTHER)));
      looks.clear();

      store.commit(store.read(SHOP).orElseThrow(), weight(5), NOW);
      store.finalizer(store.read(SHOP).orElseThrow(), true);
      edit(OTHER, tree -> tree.with("x", "metadata", "annotations", "a"));
      Await.until("the annotation is looked at", () -> looks.contains(OTHER));
      assertThat(looks).containsExactly(OTHER);

      edit(SHOP, tree -> tree.with(7, "spec", "analysis", "threshold"));
      Await.until("the edit is looked at", () -> looks.contains(SHOP));
      looks.clear();

      server.objects().delete("flagger.app/v1beta1", "Canary", "test", "other");
      Await.until("the deletion is looked at", () -> looks.contains(OTHER));
      assertThat(store.read(OTHER)).isEmpty();
    }
  }

  @Test
  void namespaces_outOfScope_areNotShown() {
    CanaryObjects.install(server);
    CanaryKey elsewhere = new CanaryKey("elsewhere", "shop");
    server.objects().create(CanaryObjects.canary(SHOP));
    server.objects().create(CanaryObjects.canary(elsewhere));
    try (KubeCanaryStore store = store("test")) {
      store.awaitSynced();

      assertThat(store.keys()).containsExactly(SHOP);
    }
  }

  private long requestsButWatches() {
    return server.requests().count(RequestFilter.any())
        - server.requests().count(RequestFilter.to("watch", "*"));
  }

  private KubeCanaryStore store(String... namespaces) {
    return new KubeCanaryStore(
        new KubeApi(client),
        ImmutableSet.copyOf(namespaces),
        CanaryObjects.reader(),
        looks::add,
        TestLimits.PATIENT);
  }

  private static CanaryStatus weight(int weight) {
    return CanaryStatus.NEW.with(new Counters(weight, 0, 0));
  }

  private static CanaryStatus owing(int weight) {
    return weight(weight).accepting(3);
  }

  private void edit(CanaryKey key, UnaryOperator<Tree> change) {
    server.objects().edit("flagger.app/v1beta1", "Canary", key.namespace(), key.name(), change);
  }

  private Tree resource(CanaryKey key) {
    return server.objects().get("flagger.app/v1beta1", "Canary", key.namespace(), key.name());
  }
}
