package dev.canary.operator.command;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Removes one canary: asks for restoration, waits for the operator's finalizer, deletes, and waits
 * until the operator has let it go (operator chapter, section 7).
 */
final class Removal {

  private static final String FINALIZER = "finalizer.flagger.app";
  private static final String RESTORE = "{\"spec\":{\"revertOnDeletion\":true}}";

  private final Resource<GenericKubernetesResource> canary;
  private final String title;
  private final String describe;
  private final Duration limit;
  private final Consumer<String> progress;

  /**
   * Creates a removal.
   *
   * @param limit longest wait for the operator to notice the canary, and again to restore
   * @param progress takes lines for people
   */
  Removal(
      KubernetesClient client,
      String namespace,
      String name,
      Duration limit,
      Consumer<String> progress) {
    this.canary =
        client
            .genericKubernetesResources("flagger.app/v1beta1", "Canary")
            .inNamespace(namespace)
            .withName(name);
    this.title = "Canary " + namespace + "/" + name;
    this.describe = "kubectl -n " + namespace + " describe canary " + name;
    this.limit = limit;
    this.progress = progress;
  }

  /**
   * Removes the canary.
   *
   * @throws RemovalException if it does not exist, or the operator did not act in time
   */
  void run() {
    GenericKubernetesResource found = canary.get();
    if (found == null) {
      throw new RemovalException(title + " does not exist");
    }
    if (found.getMetadata().getDeletionTimestamp() == null) {
      restoreOnDeletion();
      Object unused = canary.delete();
    }
    progress.accept(title + ": deleted; waiting until the operator has restored its target");
    await(
        Objects::isNull,
        "still exists "
            + seconds()
            + " after its deletion; the operator goes on without this command, and its events say"
            + " what it waits for: "
            + describe);
    progress.accept(title + ": gone");
  }

  private void restoreOnDeletion() {
    progress.accept(title + ": asking the operator to restore its target on deletion");
    Object unused = canary.patch(PatchContext.of(PatchType.JSON_MERGE), RESTORE);
    await(
        Removal::taken,
        "has no finalizer "
            + FINALIZER
            + " after "
            + seconds()
            + ", so no operator would restore anything. Nothing was deleted. Is the operator"
            + " running, does it watch this namespace, and is the canary valid? See "
            + describe);
  }

  private void await(Predicate<@Nullable GenericKubernetesResource> wanted, String late) {
    try {
      Object unused = canary.waitUntilCondition(wanted, limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (KubernetesClientTimeoutException timeout) {
      throw new RemovalException(title + " " + late);
    }
  }

  /** One that is gone meanwhile needs no waiting for. */
  private static boolean taken(@Nullable GenericKubernetesResource resource) {
    return resource == null || resource.getMetadata().getFinalizers().contains(FINALIZER);
  }

  private String seconds() {
    return limit.toSeconds() + " s";
  }
}
