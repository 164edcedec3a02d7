package dev.canary.operator.workload;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Readiness;
import dev.canary.core.model.Revision;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tells what a target Deployment and its primary are like (workload chapter, section 5). */
final class DeploymentView {

  private final Reader reader;
  private final WorkloadSettings settings;
  private final TargetReader targets;
  private final ConfigCopies copies;
  private final InstantSource clock;

  DeploymentView(
      Reader reader,
      WorkloadSettings settings,
      TargetReader targets,
      ConfigCopies copies,
      InstantSource clock) {
    this.reader = reader;
    this.settings = settings;
    this.targets = targets;
    this.copies = copies;
    this.clock = clock;
  }

  /**
   * Returns what both are like. A target that went away before its deleted canary has nothing to be
   * restored, and so nothing to be waited for: it counts as one that serves.
   *
   * @throws PortUnavailable if something cannot be read, or the target of a living canary is
   *     missing
   */
  WorkloadView of(Canary canary, CanarySpec spec) {
    DeploymentKeys keys = new DeploymentKeys(canary, spec);
    Optional<StoredObject> primary = reader.find(keys.primary());
    if (canary.deletedAt().isPresent() && reader.find(keys.target()).isEmpty()) {
      return new WorkloadView(
          Revision.ofHash(""),
          Readiness.ready(),
          1,
          primary.map(live -> primary(canary, spec, live, false)),
          Versions.of(primary.stream()));
    }
    Target target = targets.look(canary, keys.target());
    return new WorkloadView(
        target.revision(),
        readiness(
            target.tree(),
            spec,
            spec.analysis().canaryReady(),
            "canary deployment " + Types.named(keys.target()) + " not ready: "),
        Math.toIntExact(PrimaryDeployment.replicas(target.tree())),
        primary.map(live -> primary(canary, spec, live, matches(canary, target, live))),
        Versions.of(Stream.concat(Stream.of(target.object()), primary.stream())));
  }

  private WorkloadView.Primary primary(
      Canary canary, CanarySpec spec, StoredObject live, boolean matches) {
    return new WorkloadView.Primary(
        primaryReadiness(canary, spec, live), PrimaryTemplate.id(template(live)), matches);
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
    Instant now = clock.instant();
    return new DeploymentReadiness(threshold, spec.progressDeadline()).of(deployment, prefix, now);
  }

  /** Returns whether template and configs are what promoting the target gives. */
  private boolean matches(Canary canary, Target target, StoredObject live) {
    if (target.configs().isEmpty()) {
      return false;
    }
    TrackedConfigs configs = target.configs().get();
    return target.primaryTemplate(settings, configs).matches(target.template(), template(live))
        && copies.current(canary.key().namespace(), configs, comparedContent(canary));
  }

  /** An earlier controller copied {@code data} alone; what it left counts until we record a run. */
  private static Function<Tree, String> comparedContent(Canary canary) {
    Optional<Revision> recorded = canary.status().revisions().seen();
    boolean adopting = recorded.filter(seen -> !TemplateHash.ours(seen.hash())).isPresent();
    return adopting ? ConfigChecksum::ofDataAlone : ConfigChecksum::of;
  }

  private static Tree template(StoredObject workload) {
    return Trees.orEmpty(workload.tree().at("spec", "template"));
  }
}
