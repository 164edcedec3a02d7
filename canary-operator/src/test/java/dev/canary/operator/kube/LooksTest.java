package dev.canary.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import org.junit.jupiter.api.Test;

/** Which changes make a canary look. */
class LooksTest extends ClusterTest {

  private static final ResourceType DEPLOYMENTS =
      ResourceType.namespaced("apps", "v1", "Deployment", "deployments");
  private static final ResourceType SERVICES =
      ResourceType.namespaced("", "v1", "Service", "services");

  @Test
  void objectAskedFor_creationChangeAndDeletionAreLookedAt() {
    tick(() -> assertThat(shown("a", "k")).isEqualTo("absent"));

    createdByOthers("a", "k", "1");
    awaitLook();
    changedByOthers("a", "k", "2");
    awaitLook();
    removedByOthers("a");
    awaitLook();
  }

  @Test
  void objectNobodyAskedFor_isNotLookedAt() {
    tick(() -> assertThat(shown("a", "k")).isEqualTo("absent"));

    createdByOthers("b", "k", "1");
    createdByOthers("a", "k", "1");

    awaitLook();
    assertThat(looks).isEmpty();
  }

  @Test
  void canaryForgotten_looksNoMore() {
    tick(() -> assertThat(shown("a", "k")).isEqualTo("absent"));
    interests.forget(SHOP);

    createdByOthers("a", "k", "1");

    Await.until("the object is seen", () -> shown("a", "k").equals("1"));
    assertThat(looks).isEmpty();
    assertThat(interests.in(map("a"))).isEmpty();
  }

  @Test
  void ownWrites_areNotLookedAt() {
    tick(
        () -> {
          assertThat(shown("a", "k")).isEqualTo("absent");
          StoredObject seen = store.create(map("a"), object("a", "k", "0"));
          for (int i = 1; i <= 50; i++) {
            seen = store.update(seen, seen.tree().with("v" + i, "data", "k"));
          }
          store.delete(seen);
          assertThat(shown("b", "k")).isEqualTo("absent");
        });

    createdByOthers("b", "k", "1"); // told after all of our own

    awaitLook();
    assertThat(looks).isEmpty();
  }

  @Test
  void status_isLookedAtWhereItTellsReadiness() {
    ObjectKey deployment = new ObjectKey(DEPLOYMENTS, "test", "d");
    ObjectKey service = new ObjectKey(SERVICES, "test", "s");
    server.objects().create(deployment("d"));
    server.objects().create(service("s"));
    tick(
        () -> {
          assertThat(store.find(deployment)).isPresent();
          assertThat(store.find(service)).isPresent();
        });

    server
        .objects()
        .editStatus(
            "v1",
            "Service",
            "test",
            "s",
            tree -> tree.with(Tree.array(condition()), "status", "conditions"));
    Await.until(
        "the status is seen",
        () -> !store.find(service).orElseThrow().tree().items("status", "conditions").isEmpty());
    assertThat(looks).isEmpty();

    server
        .objects()
        .editStatus(
            "apps/v1", "Deployment", "test", "d", tree -> tree.with(1, "status", "replicas"));
    awaitLook();
  }

  private void awaitLook() {
    Await.until("a look", () -> looks.remove(SHOP));
  }

  private static Tree condition() {
    return Tree.members()
        .put("type", "Ready")
        .put("status", "True")
        .put("reason", "x")
        .put("message", "")
        .put("lastTransitionTime", "2026-01-01T00:00:00Z")
        .build();
  }

  private static Tree service(String name) {
    Tree port = Tree.members().put("port", 80).build();
    return object(name, "k", "v")
        .without("data")
        .with("Service", "kind")
        .with(Tree.members().put("ports", Tree.array(port)).build(), "spec");
  }

  private static Tree deployment(String name) {
    Tree labels = Tree.members().put("app", name).build();
    Tree container = Tree.members().put("name", "c").put("image", "i").build();
    return object(name, "k", "v")
        .without("data")
        .with("apps/v1", "apiVersion")
        .with("Deployment", "kind")
        .with(labels, "spec", "selector", "matchLabels")
        .with(labels, "spec", "template", "metadata", "labels")
        .with(Tree.array(container), "spec", "template", "spec", "containers");
  }
}
