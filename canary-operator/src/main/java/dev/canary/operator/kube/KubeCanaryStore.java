package dev.canary.operator.kube;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Intake;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.port.CanaryStore;
import dev.canary.core.port.Conflict;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Tree;
import dev.canary.operator.crd.Condition;
import dev.canary.operator.crd.SpecReader;
import dev.canary.operator.crd.StatusCodec;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Canaries as resources of the API server.
 *
 * <ol>
 *   <li>Resources are decoded one by one, when read; one that makes no sense is a canary whose
 *       specification is refused, and hides no other.
 *   <li>A commit is one patch of the status with the version read as its precondition. Where the
 *       installed definition prunes {@code status.rollout}, the annotation that carries it is
 *       written before, by a request of its own; what the status then loses is not lost.
 *   <li>A read waits for the first complete list. Afterwards it shows what is known, also while the
 *       API server cannot be reached: a commit on what is stale is a conflict.
 * </ol>
 */
public final class KubeCanaryStore implements CanaryStore, AutoCloseable {

  /** The type of canaries. */
  public static final ResourceType TYPE =
      ResourceType.namespaced("flagger.app", "v1beta1", "Canary", "canaries");

  private static final String ALL = "";

  private final KubeApi api;
  private final StatusCodec statuses = new StatusCodec();
  private final CanaryReader reader;
  private final Consumer<CanaryKey> look;
  private final ImmutableMap<String, WatchedType> watches;
  private volatile boolean pruned;

  /**
   * Creates a store and starts to watch.
   *
   * @param namespaces the only namespaces to watch; empty for all
   * @param look takes each canary that appeared, whose specification or metadata others changed, or
   *     that is gone; is quick
   */
  public KubeCanaryStore(
      KubeApi api,
      ImmutableSet<String> namespaces,
      SpecReader specs,
      Consumer<CanaryKey> look,
      WatchLimits limits) {
    this.api = api;
    this.look = look;
    reader = new CanaryReader(TYPE, specs, statuses);
    ImmutableMap.Builder<String, WatchedType> started = ImmutableMap.builder();
    for (String namespace : namespaces.isEmpty() ? ImmutableSet.of(ALL) : namespaces) {
      Retention retention = new Retention(TYPE);
      started.put(
          namespace,
          WatchedType.start(api, TYPE, namespace, retention, limits, this::changed, true));
    }
    watches = started.buildOrThrow();
  }

  /** Waits until all canaries in scope were listed once, or throws why they were not. */
  public void awaitSynced() {
    watches.values().forEach(WatchedType::checkSeen);
  }

  /** Returns the keys of all canaries in scope. */
  public ImmutableSet<CanaryKey> keys() {
    return watches.values().stream()
        .flatMap(watched -> watched.keys().stream())
        .map(KubeCanaryStore::canary)
        .collect(toImmutableSet());
  }

  @Override
  public Optional<Canary> read(CanaryKey key) {
    Optional<Canary> canary = tree(key).map(resource -> reader.read(key, resource));
    if (canary.isEmpty()) {
      reader.forget(key);
    }
    return canary;
  }

  @Override
  public Canary commit(Canary seen, CanaryStatus next, Instant now) {
    Tree before = asSeen(seen);
    Tree after = statuses.write(before, next, now, condition(seen.intake()));
    Tree base = pruned ? annotated(seen.key(), before, annotation(before, next, now)) : before;
    Optional<Tree> patch =
        MergePatch.between(status(before), status(after))
            .map(difference -> Tree.members().put("status", difference).build());
    if (patch.isEmpty()) {
      return reader.read(seen.key(), base);
    }
    Tree made = patched(seen.key(), "/status", patch.get(), base);
    boolean kept = statuses.kept(made);
    if (!kept && !pruned) {
      made = annotated(seen.key(), made, annotation(before, next, now));
    }
    pruned = !kept;
    return reader.read(seen.key(), made);
  }

  private static Condition condition(Intake intake) {
    return switch (intake) {
      case Intake.Accepted accepted -> Condition.accepted();
      case Intake.Refused(ImmutableList<SpecProblem> problems, var last) ->
          Condition.refused(problems);
    };
  }

  @Override
  public Canary finalizer(Canary seen, boolean present) {
    Tree before = asSeen(seen);
    Set<String> finalizers = new LinkedHashSet<>(before.strings("metadata", "finalizers"));
    boolean changed =
        present
            ? finalizers.add(CanaryReader.FINALIZER)
            : finalizers.remove(CanaryReader.FINALIZER);
    if (!changed) {
      return seen;
    }
    Tree patch = Tree.Obj.EMPTY.with(Tree.strings(finalizers), "metadata", "finalizers");
    return reader.read(seen.key(), patched(seen.key(), "", patch, before));
  }

  /** Stops watching. */
  @Override
  public void close() {
    watches.values().forEach(WatchedType::close);
  }

  private Tree annotated(CanaryKey key, Tree base, String text) {
    Tree patch = Tree.Obj.EMPTY.with(text, "metadata", "annotations", StatusCodec.ANNOTATION);
    return patched(key, "", patch, base);
  }

  private String annotation(Tree before, CanaryStatus next, Instant now) {
    return statuses.annotation(before, next, now);
  }

  private Tree patched(CanaryKey key, String subresource, Tree patch, Tree base) {
    ObjectKey object = object(key);
    Tree whole = MergePatch.onVersion(patch, base.textOr("", "metadata", "resourceVersion"));
    return watch(key)
        .write(object, "update " + object, () -> api.patch(object, subresource, whole));
  }

  /** Returns the resource as the caller saw it. */
  private Tree asSeen(Canary seen) {
    return tree(seen.key())
        .filter(tree -> tree.textOr("", "metadata", "resourceVersion").equals(seen.version()))
        .orElseThrow(() -> new Conflict("Canary " + seen.key() + " is no longer as it was seen"));
  }

  private Optional<Tree> tree(CanaryKey key) {
    WatchedType watched = watch(key);
    watched.checkSeen();
    return watched.find(object(key));
  }

  private WatchedType watch(CanaryKey key) {
    WatchedType watched = watches.getOrDefault(key.namespace(), watches.get(ALL));
    if (watched == null) {
      throw new IllegalArgumentException(
          "namespace of canary " + key + " is not watched, only " + watches.keySet());
    }
    return watched;
  }

  private void changed(ObjectKey object) {
    look.accept(canary(object));
  }

  private static Tree status(Tree resource) {
    return resource.at("status").orElse(Tree.Obj.EMPTY);
  }

  private static ObjectKey object(CanaryKey key) {
    return new ObjectKey(TYPE, key.namespace(), key.name());
  }

  private static CanaryKey canary(ObjectKey key) {
    return new CanaryKey(key.namespace(), key.name());
  }
}
