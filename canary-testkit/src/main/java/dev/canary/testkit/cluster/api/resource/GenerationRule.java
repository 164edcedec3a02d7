package dev.canary.testkit.cluster.api.resource;

import dev.canary.core.tree.Tree;

/** Which changes raise {@code metadata.generation}. */
public enum GenerationRule {
  /** None; the object has no generation, as Services and ConfigMaps. */
  NONE,
  /** A change of {@code spec}. */
  SPEC,
  /**
   * A change of {@code spec} or of the annotations: Deployments, because their annotations are
   * copied to their replica sets (source: the Deployment strategy of kube-apiserver).
   */
  SPEC_AND_ANNOTATIONS,
  /** A change of anything but metadata and status: custom resources. */
  ALL_BUT_METADATA_AND_STATUS,
  /** A change of anything but metadata: custom resources without a status subresource. */
  ALL_BUT_METADATA;

  /** Returns whether the change from one tree to the other is a new generation. */
  public boolean isNewGeneration(Tree before, Tree after) {
    return switch (this) {
      case NONE -> false;
      case SPEC -> !before.at("spec").equals(after.at("spec"));
      case SPEC_AND_ANNOTATIONS ->
          !before.at("spec").equals(after.at("spec"))
              || !before
                  .fields("metadata", "annotations")
                  .equals(after.fields("metadata", "annotations"));
      case ALL_BUT_METADATA_AND_STATUS ->
          !before
              .without("metadata")
              .without("status")
              .equals(after.without("metadata").without("status"));
      case ALL_BUT_METADATA -> !before.without("metadata").equals(after.without("metadata"));
    };
  }
}
