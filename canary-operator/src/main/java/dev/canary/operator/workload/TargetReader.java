package dev.canary.operator.workload;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryStatus.Revisions;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Revision;
import dev.canary.core.port.PortException;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.StoredObject;
import java.util.Optional;

/** Reads targets and tells which revision they are. */
final class TargetReader {

  /** A run goes on while configs cannot be read (workload chapter, section 5.5). */
  private static final ImmutableSet<Phase> RUNNING =
      Sets.immutableEnumSet(
          Phase.PROGRESSING, Phase.WAITING_PROMOTION, Phase.PROMOTING, Phase.FINALISING);

  private final Reader reader;
  private final WorkloadSettings settings;
  private final TemplateHash hash;
  private final ConfigTracker tracker;

  TargetReader(Reader reader, WorkloadSettings settings, TemplateHash hash) {
    this.reader = reader;
    this.settings = settings;
    this.hash = hash;
    this.tracker = new ConfigTracker(reader, settings.configTracking());
  }

  /** Reads a target to act on; everything about it must be known. */
  Target read(ObjectKey key) {
    StoredObject object = reader.require(key, Cause.MISSING_REFERENCE);
    TrackedConfigs configs = tracker.track(object);
    return target(object, Optional.of(configs), configs.checksums());
  }

  /**
   * Reads a target to look at. During a run, configs that cannot be read count as unchanged: a
   * missing one shows in the pods, which the run judges. After a deletion they do not matter.
   */
  Target look(Canary canary, ObjectKey key) {
    StoredObject object = reader.require(key, Cause.MISSING_REFERENCE);
    try {
      TrackedConfigs configs = tracker.track(object);
      return target(object, Optional.of(configs), configs.checksums());
    } catch (PortException unreadable) {
      if (canary.deletedAt().isEmpty() && !RUNNING.contains(canary.status().phase())) {
        throw unreadable;
      }
      Revisions known = canary.status().revisions();
      return target(
          object, Optional.empty(), known.analysed().or(known::seen).flatMap(Revision::configs));
    }
  }

  private Target target(
      StoredObject object,
      Optional<TrackedConfigs> configs,
      Optional<ImmutableMap<String, String>> checksums) {
    String fingerprint = hash.of(Trees.orEmpty(object.tree().at("spec", "template")));
    return new Target(
        object,
        SelectorLabel.of(object, settings),
        configs,
        new Revision(fingerprint, object.uid(), object.generation(), checksums));
  }
}
