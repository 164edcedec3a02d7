package dev.canary.testkit.cluster.api.registry;

import dev.canary.core.tree.Tree;
import java.util.concurrent.ThreadLocalRandom;

/** Makes names from {@code metadata.generateName}. */
final class Names {

  /** Without vowels and look-alikes, as kube-apiserver draws them. */
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private static final int RANDOM_LENGTH = 5;
  private static final int MAX_PREFIX = 63 - RANDOM_LENGTH;

  private Names() {}

  /** Returns the name of the object, a new one if it asks for that, else an empty one. */
  static String nameOf(Tree object) {
    String name = Meta.name(object);
    String prefix = object.textOr("", "metadata", "generateName");
    if (!name.isEmpty() || prefix.isEmpty()) {
      return name;
    }
    StringBuilder generated =
        new StringBuilder(prefix.substring(0, Math.min(prefix.length(), MAX_PREFIX)));
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      generated.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }
    return generated.toString();
  }
}
