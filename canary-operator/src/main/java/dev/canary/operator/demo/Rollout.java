package dev.canary.operator.demo;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.EmbeddedCluster;

/**
 * The rollout that is played.
 *
 * @param canary that is watched
 * @param deployment that gets a new image; in the canary's namespace
 * @param container position of the container whose image is set
 * @param containerName its name
 * @param image the new one
 * @param users URL where users send requests, through the ingress gateway
 */
record Rollout(
    CanaryKey canary,
    String deployment,
    int container,
    String containerName,
    String image,
    String users) {

  private static final String[] CONTAINERS = {"spec", "template", "spec", "containers"};

  /**
   * Returns the rollout of a canary: the container of the guide, else the first one; its image,
   * else another tag of the one that runs.
   *
   * @throws IllegalStateException if its target is no Deployment, or has no container
   */
  static Rollout of(Tree canary, Guide guide, EmbeddedCluster cluster) {
    CanaryKey key =
        new CanaryKey(
            canary.textOr("default", "metadata", "namespace"),
            canary.textOr("", "metadata", "name"));
    String kind = canary.textOr("", "spec", "targetRef", "kind");
    if (!kind.equals("Deployment")) {
      throw new IllegalStateException(
          "canary %s has a %s as target; the demo rolls out a Deployment only"
              .formatted(key, kind));
    }
    String name = canary.textOr("", "spec", "targetRef", "name");
    Tree deployment = cluster.objects().get("apps/v1", kind, key.namespace(), name);
    ImmutableList<Tree> containers = deployment.items(CONTAINERS);
    if (containers.isEmpty()) {
      throw new IllegalStateException("deployment " + name + " has no container");
    }
    int index = 0;
    for (int i = 0; i < containers.size(); i++) {
      if (containers.get(i).textOr("", "name").equals(guide.container())) {
        index = i;
      }
    }
    Tree container = containers.get(index);
    return new Rollout(
        key,
        name,
        index,
        container.textOr("", "name"),
        next(container.textOr("", "image"), guide),
        users(canary, guide));
  }

  private static String next(String image, Guide guide) {
    String repository = repository(image);
    boolean ofGuide = last(repository).equals(last(repository(guide.image())));
    return ofGuide && !image.equals(guide.image()) ? guide.image() : repository + ":next";
  }

  private static String repository(String image) {
    int colon = image.lastIndexOf(':');
    return colon > image.lastIndexOf('/') ? image.substring(0, colon) : image;
  }

  private static String last(String repository) {
    return repository.substring(repository.lastIndexOf('/') + 1);
  }

  private static String users(Tree canary, Guide guide) {
    return canary.strings("spec", "service", "hosts").stream()
        .filter(host -> !host.contains("*"))
        .findFirst()
        .map(host -> "http://" + host + "/")
        .orElse(guide.users());
  }

  /** Sets the new image. */
  void start(EmbeddedCluster cluster) {
    cluster.objects().edit("apps/v1", "Deployment", canary.namespace(), deployment, this::changed);
  }

  private Tree changed(Tree tree) {
    return tree.with(
        image, "spec", "template", "spec", "containers", Integer.toString(container), "image");
  }
}
