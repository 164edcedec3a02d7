package dev.canary.operator.demo;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.operator.command.Validator;
import dev.canary.operator.command.yaml.Manifest;
import dev.canary.operator.command.yaml.ManifestException;
import dev.canary.operator.command.yaml.Manifests;
import dev.canary.operator.wiring.Plugins;
import dev.canary.testkit.cluster.EmbeddedCluster;
import dev.canary.testkit.cluster.api.error.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Files that a user lays over the environment of a guide.
 *
 * @param manifests objects of the files, in order; one that is there already is replaced
 */
record Overlay(ImmutableList<Manifest> manifests) {

  private static final String CANARY = "Canary";

  /**
   * Reads and checks files, before anything is started.
   *
   * @throws ManifestException if one cannot be read or a canary cannot work, with every problem
   */
  static Overlay read(List<String> files) {
    ImmutableList<Manifest> manifests =
        files.stream()
            .flatMap(file -> Manifests.read(file).stream())
            .collect(ImmutableList.toImmutableList());
    Validator validator = new Validator(Plugins.load(Optional.empty()), "istio", true);
    refuse(
        manifests.stream()
            .filter(it -> validator.knows(it.object()))
            .flatMap(it -> validator.problems(it).stream())
            .toList());
    return new Overlay(manifests);
  }

  /** Returns the canary that is played, if the files have one. */
  Optional<Tree> canary() {
    return canaries().stream().findFirst().map(Manifest::object);
  }

  /**
   * Applies everything but the canaries, and checks that their targets exist then.
   *
   * @param guide whose environment is laid over
   * @throws ManifestException if the API server refuses an object, or a target does not exist
   */
  void prepare(EmbeddedCluster cluster, Guide guide) {
    manifests.stream().filter(it -> !isCanary(it)).forEach(it -> apply(cluster, it));
    refuse(
        canaries().stream()
            .flatMap(canary -> withoutTarget(cluster, canary, guide).stream())
            .toList());
  }

  /**
   * Applies the canaries.
   *
   * @throws ManifestException if the API server refuses one
   */
  void applyCanaries(EmbeddedCluster cluster) {
    canaries().forEach(it -> apply(cluster, it));
  }

  private ImmutableList<Manifest> canaries() {
    return manifests.stream().filter(Overlay::isCanary).collect(ImmutableList.toImmutableList());
  }

  private static boolean isCanary(Manifest manifest) {
    return manifest.object().textOr("", "kind").equals(CANARY);
  }

  private static void apply(EmbeddedCluster cluster, Manifest manifest) {
    try {
      cluster.apply(manifest.object());
    } catch (ApiException refused) {
      throw new ManifestException(
          manifest.at("") + ": " + manifest.title() + ": " + refused.getMessage());
    }
  }

  private static Optional<String> withoutTarget(
      EmbeddedCluster cluster, Manifest canary, Guide guide) {
    Tree object = canary.object();
    String kind = object.textOr("", "spec", "targetRef", "kind");
    String name = object.textOr("", "spec", "targetRef", "name");
    boolean there =
        cluster
            .objects()
            .find(
                object.textOr("", "spec", "targetRef", "apiVersion"),
                kind,
                object.textOr("default", "metadata", "namespace"),
                name)
            .isPresent();
    return there
        ? Optional.empty()
        : Optional.of(
            "%s: %s: its target %s %s is neither in the files nor in the environment of guide %s; add it to the files"
                .formatted(canary.at("spec.targetRef"), canary.title(), kind, name, guide.name()));
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new ManifestException(problems.stream().collect(Collectors.joining("\n")));
    }
  }
}
