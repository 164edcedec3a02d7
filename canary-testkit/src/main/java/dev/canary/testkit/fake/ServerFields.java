package dev.canary.testkit.fake;

import dev.canary.core.port.SpecError;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The parts of an object's metadata that belong to the server. */
final class ServerFields {

  private static final String METADATA = "metadata";

  private ServerFields() {}

  /** Returns the object as first stored. */
  static Tree created(ObjectKey key, Tree tree, long serial, Instant now) {
    checkIdentity(key, tree);
    Tree named = key.type().namespaced() ? tree.with(key.namespace(), METADATA, "namespace") : tree;
    return named
        .with(
            tree.textOr(new UUID(0x4000L, Long.MIN_VALUE | serial).toString(), METADATA, "uid"),
            METADATA,
            "uid")
        .with(
            tree.textOr(now.toString(), METADATA, "creationTimestamp"),
            METADATA,
            "creationTimestamp")
        .with(tree.wholeOr(1, METADATA, "generation"), METADATA, "generation");
  }

  /** Returns the object as stored over an earlier state of it. */
  static Tree updated(ObjectKey key, Tree before, Tree after) {
    checkIdentity(key, after);
    Tree kept = after;
    for (String field : new String[] {"namespace", "uid", "creationTimestamp", "generation"}) {
      kept = restore(kept, before, field);
    }
    boolean changed = !content(before).equals(content(kept));
    return changed
        ? kept.with(before.wholeOr(0, METADATA, "generation") + 1, METADATA, "generation")
        : kept;
  }

  private static Tree restore(Tree tree, Tree from, String field) {
    Optional<Tree> value = from.at(METADATA, field);
    return value.isPresent()
        ? tree.with(value.get(), METADATA, field)
        : tree.without(METADATA, field);
  }

  /** Returns what a generation counts. */
  private static Tree content(Tree tree) {
    return tree.without(METADATA).without("status");
  }

  private static void checkIdentity(ObjectKey key, Tree tree) {
    boolean same =
        tree.textOr("", "apiVersion").equals(key.type().apiVersion())
            && tree.textOr("", "kind").equals(key.type().kind())
            && tree.textOr("", METADATA, "name").equals(key.name())
            && tree.textOr(key.namespace(), METADATA, "namespace").equals(key.namespace());
    if (!same) {
      throw new SpecError(
          key
              + " of "
              + key.type().apiVersion()
              + " is invalid: apiVersion, kind, metadata.name and metadata.namespace must say so,"
              + " but the object begins "
              + tree.toString().substring(0, Math.min(160, tree.toString().length())));
    }
  }
}
