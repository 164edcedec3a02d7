package dev.canary.operator.workload;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Readiness;
import dev.canary.core.model.Revision;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Deployments as targets (workload chapter, sections 4 and 5). */
final class Deployments implements WorkloadKind {

  private final ObjectStore store;
  private final Reader reader;
  private final WorkloadSettings settings;
  private final TargetReader targets;
  private final ConfigCopies copies;
  private final InstantSource clock;

  Deployments(
      ObjectStore store, WorkloadSettings settings, TemplateHash hash, InstantSource clock) {
    this.store = store;
    this.reader = new Reader(store);
    this.settings = settings;
    this.targets = new TargetReader(reader, settings, hash);
    this.copies = new ConfigCopies(store, reader, settings.includeLabelPrefix());
    this.clock = clock;
  }

  @Override
  public WorkloadView observe(Canary canary, CanarySpec spec) {
    Target target = targets.look(canary, targetKey(canary, spec));
    Optional<StoredObject> primary = reader.find(primaryKey(canary, spec));
    Readiness readiness =
        readiness(
            target.tree(),
            spec,
            spec.analysis().canaryReady(),
            "canary deployment " + Types.named(target.object().key()) + " not ready: ");
    return new WorkloadView(
        target.revision(),
        readiness,
        Math.toIntExact(PrimaryDeployment.replicas(target.tree())),
        primary.map(object -> primary(canary, spec, target, object)),
        Versions.of(target.object(), primary));
  }

  private WorkloadView.Primary primary(
      Canary canary, CanarySpec spec, Target target, StoredObject live) {
    Tree template = Trees.orEmpty(live.tree().at("spec", "template"));
    boolean matches =
        target
            .configs()
            .filter(
                configs ->
                    target.primaryTemplate(settings, configs).matches(target.template(), template))
            .filter(
                configs ->
                    copies.current(canary.key().namespace(), configs, comparedContent(canary)))
            .isPresent();
    return new WorkloadView.Primary(
        primaryReadiness(canary, spec, live), PrimaryTemplate.id(template), matches);
  }

  /** An earlier controller copied {@code data} alone; what it left counts until we record a run. */
  private static Function<Tree, String> comparedContent(Canary canary) {
    boolean adopting =
        canary
            .status()
            .revisions()
            .seen()
            .filter(seen -> !TemplateHash.ours(seen.hash()))
            .isPresent();
    return adopting ? ConfigChecksum::ofDataAlone : ConfigChecksum::of;
  }

  private Readiness primaryReadiness(Canary canary, CanarySpec spec, StoredObject live) {
    boolean idlesAtZero =
        spec.scaler().filter(ref -> ref.kind().equals("ScaledObject")).isPresent();
    if (PrimaryDeployment.replicas(live.tree()) == 0 && !idlesAtZero) {
      return Readiness.waiting(
          "halt " + canary.key() + " advancement: primary deployment is scaled to zero");
    }
    return readiness(
        live.tree(),
        spec,
        spec.analysis().primaryReady(),
        Types.named(live.key()) + " not ready: ");
  }

  private Readiness readiness(Tree deployment, CanarySpec spec, int threshold, String prefix) {
    return new DeploymentReadiness(threshold, spec.progressDeadline())
        .of(deployment, prefix, clock.instant());
  }

  @Override
  public Optional<Pods> pods(Canary canary, CanarySpec spec) {
    StoredObject target = reader.require(targetKey(canary, spec), Cause.MISSING_REFERENCE);
    return Optional.of(
        new Pods(
            SelectorLabel.of(target, settings),
            Trees.orEmpty(target.tree().at("spec", "template"))));
  }

  @Override
  public boolean present(Canary canary, CanarySpec spec) {
    return reader.find(targetKey(canary, spec)).isPresent();
  }

  @Override
  public void create(Canary canary, CanarySpec spec) {
    ObjectKey key = primaryKey(canary, spec);
    if (reader.find(key).isPresent()) {
      return;
    }
    Failures.prefixed(
        "createPrimaryDeployment failed: ",
        () -> {
          Target target = targets.read(targetKey(canary, spec));
          TrackedConfigs configs = target.configs().orElseThrow();
          Tree template =
              target
                  .primaryTemplate(settings, configs)
                  .of(target.template(), target.revision().id());
          copies.write(canary, configs);
          store.create(key, around(target).created(canary, key, target.tree(), template));
        });
  }

  @Override
  public void promote(Canary canary, CanarySpec spec, WorkloadView seen, Revision revision) {
    ObjectKey key = primaryKey(canary, spec);
    Failures.prefixed(
        "updating " + Types.told(key) + " template spec failed: ",
        () -> {
          Target target = targets.read(targetKey(canary, spec));
          if (!target.revision().same(revision)) {
            throw new Conflict(
                "%s is at %s, not at the revision %s that is to be promoted"
                    .formatted(
                        Types.told(target.object().key()),
                        target.revision().hash(),
                        revision.hash()));
          }
          StoredObject primary = reader.require(key, Cause.ABSENT);
          Versions.require(seen, primary);
          Owners.refuseForeign(canary, primary);
          TrackedConfigs configs = target.configs().orElseThrow();
          Tree template =
              target.primaryTemplate(settings, configs).of(target.template(), revision.id());
          copies.write(canary, configs);
          store.update(
              primary,
              around(target)
                  .promoted(primary.tree(), target.tree(), template, spec.scaler().isEmpty()));
        });
  }

  @Override
  public void scaleUp(Canary canary, CanarySpec spec, WorkloadView seen, Optional<Long> floor) {
    StoredObject target = reader.require(targetKey(canary, spec), Cause.MISSING_REFERENCE);
    if (PrimaryDeployment.replicas(target.tree()) > 0) {
      return;
    }
    Versions.require(seen, target);
    scale(
        target,
        floor.orElseGet(
            () -> primaryReplicas(reader.require(primaryKey(canary, spec), Cause.ABSENT))));
  }

  @Override
  public void scaleToZero(Canary canary, CanarySpec spec, WorkloadView seen) {
    ObjectKey key = targetKey(canary, spec);
    Failures.prefixed(
        "scaling down canary %s %s failed: ".formatted(key.type().kind(), Types.named(key)),
        () -> {
          StoredObject target = reader.require(key, Cause.MISSING_REFERENCE);
          if (PrimaryDeployment.replicas(target.tree()) != 0) {
            Versions.require(seen, target);
            scale(target, 0);
          }
        });
  }

  @Override
  public void revert(Canary canary, CanarySpec spec, Optional<Long> floor) {
    Optional<StoredObject> target = reader.find(targetKey(canary, spec));
    Optional<StoredObject> primary = reader.find(primaryKey(canary, spec));
    if (target.isEmpty()) {
      return;
    }
    long current = PrimaryDeployment.replicas(target.get().tree());
    long wanted =
        primary
            .map(Deployments::primaryReplicas)
            .orElseGet(() -> current > 0 ? current : floor.orElse(1L));
    if (wanted != current) {
      scale(target.get(), wanted);
    }
  }

  private void scale(StoredObject target, long replicas) {
    store.update(target, target.tree().with(replicas, "spec", "replicas"));
  }

  private static long primaryReplicas(StoredObject primary) {
    return Math.max(1, PrimaryDeployment.replicas(primary.tree()));
  }

  private PrimaryDeployment around(Target target) {
    return new PrimaryDeployment(target.label(), settings.includeLabelPrefix());
  }

  private static ObjectKey targetKey(Canary canary, CanarySpec spec) {
    return new ObjectKey(Types.DEPLOYMENT, canary.key().namespace(), spec.target().name());
  }

  private static ObjectKey primaryKey(Canary canary, CanarySpec spec) {
    return new ObjectKey(Types.DEPLOYMENT, canary.key().namespace(), spec.primaryName());
  }
}
