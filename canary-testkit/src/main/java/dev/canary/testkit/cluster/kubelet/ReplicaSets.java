package dev.canary.testkit.cluster.kubelet;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.client.ObjectName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Builds replica sets and pods from Deployments. */
final class ReplicaSets {

  /** The annotation that counts the templates a Deployment has had. */
  static final String REVISION = "deployment.kubernetes.io/revision";

  /** The letters of generated names: no vowels, so that no words come out. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int SUFFIX = 5;

  private ReplicaSets() {}

  /** Returns a short text that is the same for equal templates. */
  static String hash(Tree deployment) {
    String template = Json.canonical(deployment.at("spec", "template").orElse(Tree.Obj.EMPTY));
    long bits =
        Integer.toUnsignedLong(
            Hashing.murmur3_32_fixed().hashString(template, StandardCharsets.UTF_8).asInt());
    StringBuilder text = new StringBuilder();
    for (long rest = bits; text.length() < 2 || rest > 0; rest /= ALPHABET.length()) {
      text.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
    }
    return text.toString();
  }

  /** Returns the set among those of the Deployment that has its current template. */
  static Optional<Tree> current(ImmutableList<Tree> sets, Tree deployment) {
    String hash = hash(deployment);
    return sets.stream()
        .filter(set -> set.textOr("", "metadata", "labels", Labels.TEMPLATE_HASH).equals(hash))
        .findFirst();
  }

  /** Returns the revision that an object carries, 0 if none. */
  static long revision(Tree object) {
    try {
      return Long.parseLong(object.textOr("0", "metadata", "annotations", REVISION));
    } catch (NumberFormatException foreign) {
      return 0;
    }
  }

  /** Returns the replica set of the Deployment's current template. */
  static Tree create(Tree deployment, long revision) {
    ObjectName name = ObjectName.of(deployment);
    String hash = hash(deployment);
    Tree template =
        deployment
            .at("spec", "template")
            .orElse(Tree.Obj.EMPTY)
            .with(hash, "metadata", "labels", Labels.TEMPLATE_HASH);
    Tree labels = template.at("metadata", "labels").orElse(Tree.Obj.EMPTY);
    return Tree.members()
        .put("apiVersion", "apps/v1")
        .put("kind", "ReplicaSet")
        .put(
            "metadata",
            Tree.members()
                .put("name", name.name() + "-" + hash)
                .put("namespace", name.namespace())
                .put("labels", labels)
                .put("annotations", Tree.Obj.EMPTY.with(Long.toString(revision), REVISION))
                .put("ownerReferences", Labels.ownedBy(deployment))
                .build())
        .put(
            "spec",
            Tree.members()
                .put("replicas", 0)
                .put("selector", Tree.Obj.EMPTY.with(labels, "matchLabels"))
                .put("template", template)
                .build())
        .build();
  }

  /** Returns a new pod of the replica set, its name drawn at random. */
  static Tree pod(Tree set, RandomGenerator random) {
    ObjectName name = ObjectName.of(set);
    StringBuilder podName = new StringBuilder(name.name()).append('-');
    for (int i = 0; i < SUFFIX; i++) {
      podName.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    Tree template = set.at("spec", "template").orElse(Tree.Obj.EMPTY);
    Tree.Members metadata =
        Tree.members()
            .put("name", podName.toString())
            .put("namespace", name.namespace())
            .putIfPresent("labels", template.at("metadata", "labels"))
            .putIfPresent("annotations", template.at("metadata", "annotations"))
            .put("ownerReferences", Labels.ownedBy(set));
    return Tree.members()
        .put("apiVersion", "v1")
        .put("kind", "Pod")
        .put("metadata", metadata.build())
        .putIfPresent("spec", template.at("spec"))
        .build();
  }
}
