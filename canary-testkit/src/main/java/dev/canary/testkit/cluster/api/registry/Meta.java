package dev.canary.testkit.cluster.api.registry;

import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads and writes the metadata that the server itself keeps. */
final class Meta {

  private static final String[] SERVER_KEPT = {
    "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation"
  };

  private Meta() {}

  static String name(Tree object) {
    return object.textOr("", "metadata", "name");
  }

  static String version(Tree object) {
    return object.textOr("", "metadata", "resourceVersion");
  }

  static boolean deleting(Tree object) {
    return object.text("metadata", "deletionTimestamp").isPresent();
  }

  static boolean finalized(Tree object) {
    return object.items("metadata", "finalizers").isEmpty();
  }

  static String stamp(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Returns the object as new: what the server keeps is set, what clients sent of it is gone. */
  static Tree born(Tree object, String uid, Instant now, boolean generation) {
    Tree born = object.without("metadata", "resourceVersion").without("metadata", "selfLink");
    for (String key : SERVER_KEPT) {
      born = born.without("metadata", key);
    }
    born =
        born.without("metadata", "managedFields")
            .with(uid, "metadata", "uid")
            .with(stamp(now), "metadata", "creationTimestamp");
    return generation ? born.with(1, "metadata", "generation") : born;
  }

  /** Returns the wanted object with what the server keeps taken from the current one. */
  static Tree carried(Tree wanted, Tree current) {
    Tree carried = wanted.without("metadata", "managedFields").without("metadata", "selfLink");
    for (String key : SERVER_KEPT) {
      carried = copied(carried, current, "metadata", key);
    }
    return copied(carried, current, "metadata", "resourceVersion");
  }

  /** Returns the object marked for deletion, which is a new generation where there are any. */
  static Tree marked(Tree object, Instant now) {
    Tree marked =
        object
            .with(stamp(now), "metadata", "deletionTimestamp")
            .with(0, "metadata", "deletionGracePeriodSeconds");
    long generation = marked.wholeOr(0, "metadata", "generation");
    return generation > 0 ? marked.with(generation + 1, "metadata", "generation") : marked;
  }

  /** Returns the tree with what stands at the path in the source, or without if nothing does. */
  static Tree copied(Tree tree, Tree source, String... path) {
    Optional<Tree> value = source.at(path);
    return value.isPresent() ? tree.with(value.get(), path) : tree.without(path);
  }
}
