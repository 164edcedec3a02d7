package dev.canary.operator.workload;

import dev.canary.core.model.Revision;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/**
 * A target as it was read, once: whatever is made from it is made from the very tree that its
 * revision was computed from.
 *
 * @param object the workload
 * @param label tells its pods from the primary's
 * @param configs what its pods refer to; absent if that could not be read
 * @param revision what it is
 */
record Target(
    StoredObject object, SelectorLabel label, Optional<TrackedConfigs> configs, Revision revision) {

  Tree tree() {
    return object.tree();
  }

  /** Returns the pod template. */
  Tree template() {
    return Trees.orEmpty(tree().at("spec", "template"));
  }

  /** Returns how the primary's template follows from this target's. */
  PrimaryTemplate primaryTemplate(WorkloadSettings settings, TrackedConfigs tracked) {
    return new PrimaryTemplate(object.key().name(), label, settings.selectorLabels(), tracked);
  }
}
