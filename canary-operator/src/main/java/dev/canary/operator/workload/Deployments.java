package dev.canary.operator.workload;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.CanaryStatus.Revisions;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Revision;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/** Deployments as targets (workload chapter, section 4). */
final class Deployments implements WorkloadKind {

  private final ObjectStore store;
  private final Reader reader;
  private final WorkloadSettings settings;
  private final TargetReader targets;
  private final ConfigCopies copies;
  private final DeploymentView view;
  private final DeploymentScale scale;

  Deployments(
      ObjectStore store, WorkloadSettings settings, TemplateHash hash, InstantSource clock) {
    this.store = store;
    this.reader = new Reader(store);
    this.settings = settings;
    this.targets = new TargetReader(reader, settings, hash);
    this.copies = new ConfigCopies(store, reader, settings.includeLabelPrefix());
    this.view = new DeploymentView(reader, settings, targets, copies, clock);
    this.scale = new DeploymentScale(store, reader);
  }

  @Override
  public WorkloadView observe(Canary canary, CanarySpec spec) {
    return view.of(canary, spec);
  }

  @Override
  public Optional<Pods> pods(Canary canary, CanarySpec spec) {
    StoredObject target =
        reader.require(new DeploymentKeys(canary, spec).target(), Cause.MISSING_REFERENCE);
    return Optional.of(
        new Pods(
            SelectorLabel.of(target, settings),
            Trees.orEmpty(target.tree().at("spec", "template"))));
  }

  @Override
  public boolean present(Canary canary, CanarySpec spec) {
    return reader.find(new DeploymentKeys(canary, spec).target()).isPresent();
  }

  @Override
  public void create(Canary canary, CanarySpec spec) {
    DeploymentKeys keys = new DeploymentKeys(canary, spec);
    if (reader.find(keys.primary()).isPresent()) {
      return;
    }
    Failures.prefixed(
        "createPrimaryDeployment failed: ",
        () -> {
          Target target = targets.read(keys.target());
          requireKnownGood(canary, spec, target);
          TrackedConfigs configs = target.configs().orElseThrow();
          Tree template = template(target, configs, target.revision());
          copies.write(canary, configs);
          store.create(
              keys.primary(),
              around(target).created(canary, keys.primary(), target.tree(), template));
        });
  }

  /**
   * Refuses to rebuild a lost primary from a revision that nobody approved. One that is known by an
   * earlier controller's hash alone cannot be told from others and is taken.
   */
  private static void requireKnownGood(Canary canary, CanarySpec spec, Target target) {
    Revisions known = canary.status().revisions();
    Phase phase = canary.status().phase();
    boolean passed = phase == Phase.PROMOTING || phase == Phase.FINALISING;
    boolean rebuilt = phase != Phase.NEW && phase != Phase.INITIALIZING;
    boolean comparable = known.promoted().filter(r -> !r.uid().isEmpty()).isPresent();
    boolean good =
        Stream.concat(known.promoted().stream(), passed ? known.analysed().stream() : Stream.of())
            .anyMatch(target.revision()::sameTemplate);
    if (rebuilt && comparable && !good && !spec.skipAnalysis()) {
      throw new PortUnavailable(
          Cause.ABSENT,
          ("the primary is gone and %s is not the revision promoted last; put that one back, or set"
                  + " spec.skipAnalysis to take what is there")
              .formatted(Types.told(target.object().key())));
    }
  }

  @Override
  public void promote(Canary canary, CanarySpec spec, WorkloadView seen, Revision revision) {
    DeploymentKeys keys = new DeploymentKeys(canary, spec);
    Failures.prefixed(
        "updating " + Types.told(keys.primary()) + " template spec failed: ",
        () -> {
          Target target = targets.read(keys.target());
          requireRevision(target, revision);
          StoredObject primary = reader.require(keys.primary(), Cause.ABSENT);
          Versions.require(seen, primary);
          Owners.refuseForeign(canary, primary);
          TrackedConfigs configs = target.configs().orElseThrow();
          Tree template = template(target, configs, revision);
          boolean withReplicas = spec.scaler().isEmpty();
          copies.write(canary, configs);
          store.update(
              primary,
              around(target).promoted(primary.tree(), target.tree(), template, withReplicas));
        });
  }

  private static void requireRevision(Target target, Revision revision) {
    if (!target.revision().same(revision)) {
      throw new Conflict(
          "%s is at %s, not at the revision %s that is to be promoted"
              .formatted(
                  Types.told(target.object().key()), target.revision().hash(), revision.hash()));
    }
  }

  @Override
  public void scaleUp(Canary canary, CanarySpec spec, WorkloadView seen, Optional<Long> floor) {
    scale.up(new DeploymentKeys(canary, spec), seen, floor);
  }

  @Override
  public void scaleToZero(Canary canary, CanarySpec spec, WorkloadView seen) {
    scale.toZero(new DeploymentKeys(canary, spec), seen);
  }

  @Override
  public void revert(Canary canary, CanarySpec spec, Optional<Long> floor) {
    scale.revert(new DeploymentKeys(canary, spec), floor);
  }

  private Tree template(Target target, TrackedConfigs configs, Revision revision) {
    return target.primaryTemplate(settings, configs).of(target.template(), revision.id());
  }

  private PrimaryDeployment around(Target target) {
    return new PrimaryDeployment(target.label(), settings.includeLabelPrefix());
  }
}
