package dev.canary.operator.workload;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.ObjectRef;
import dev.canary.core.port.PortException;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/**
 * HorizontalPodAutoscalers (workload chapter, section 9.1). One at zero replicas acts on nothing.
 */
final class PodAutoscalers implements Scaler {

  /** Filled in by the server ({@code pkg/apis/autoscaling/v2/defaults.go} of Kubernetes). */
  private static final ServerDefaults DEFAULTS =
      new ServerDefaults(
          """
          minReplicas 1
          metrics [{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":80}}}]
          selectionStrategy "LabelSelector"
          """);

  private final ObjectStore store;
  private final Reader reader;

  PodAutoscalers(ObjectStore store) {
    this.store = store;
    this.reader = new Reader(store);
  }

  @Override
  public void create(Canary canary, CanarySpec spec, ObjectRef target) {
    StoredObject source = source(canary, target);
    ObjectKey key = copy(canary, target);
    if (reader.find(key).isEmpty()) {
      create(canary, spec, key, source.tree());
    }
  }

  @Override
  public void sync(Canary canary, CanarySpec spec, ObjectRef target) {
    Tree source = source(canary, target).tree();
    ObjectKey key = copy(canary, target);
    Optional<StoredObject> live = reader.find(key);
    if (live.isEmpty()) {
      create(canary, spec, key, source);
      return;
    }
    Failures.prefixed(
        "updating " + Types.told(key) + " failed: ",
        () -> {
          Owners.refuseForeign(canary, live.get());
          store.update(live.get(), synced(live.get().tree(), source, wanted(spec, source)));
        });
  }

  @Override
  public void pause(Canary canary, ObjectRef target) {
    // A target at zero replicas pauses it.
  }

  @Override
  public void resume(Canary canary, ObjectRef target) {
    // A target with replicas resumes it.
  }

  @Override
  public long floor(Canary canary, ObjectRef target) {
    try {
      return reader
          .find(key(canary, target.name()))
          .map(scaler -> Math.max(1, scaler.tree().wholeOr(1, "spec", "minReplicas")))
          .orElse(1L);
    } catch (PortException unknown) {
      return 1; // a run need not wait for what only sets its first size
    }
  }

  private StoredObject source(Canary canary, ObjectRef target) {
    return reader.require(key(canary, target.name()), Cause.MISSING_REFERENCE);
  }

  private void create(Canary canary, CanarySpec spec, ObjectKey key, Tree source) {
    Tree tree =
        Trees.setTexts(
                Trees.object(key),
                Metadata.dropped(source.texts("metadata", "labels")),
                "metadata",
                "labels")
            .with(Owners.only(canary), "metadata", "ownerReferences")
            .with(wanted(spec, source), "spec");
    Failures.prefixed("creating " + Types.told(key) + " failed: ", () -> store.create(key, tree));
  }

  /** Returns the target's specification, aimed at the primary and with the canary's limits. */
  private static Tree wanted(CanarySpec spec, Tree source) {
    Tree wanted =
        Trees.orEmpty(source.at("spec")).with(spec.primaryName(), "scaleTargetRef", "name");
    for (String limit : new String[] {"minReplicas", "maxReplicas"}) {
      Optional<Tree> own = spec.tree().at("autoscalerRef", "primaryScalerReplicas", limit);
      wanted = own.isPresent() ? wanted.with(own.get(), limit) : wanted;
    }
    return wanted;
  }

  /** Returns the live object with what is wanted; labels that others added stay. */
  private static Tree synced(Tree live, Tree source, Tree wanted) {
    Tree labelled =
        Trees.setTexts(
            live,
            Trees.merged(
                live.texts("metadata", "labels"),
                Metadata.dropped(source.texts("metadata", "labels"))),
            "metadata",
            "labels");
    boolean same = DEFAULTS.strip(wanted).equals(DEFAULTS.strip(Trees.orEmpty(live.at("spec"))));
    return same ? labelled : labelled.with(wanted, "spec");
  }

  private static ObjectKey copy(Canary canary, ObjectRef target) {
    return key(canary, target.name() + "-primary");
  }

  private static ObjectKey key(Canary canary, String name) {
    return new ObjectKey(Types.AUTOSCALER, canary.key().namespace(), name);
  }
}
