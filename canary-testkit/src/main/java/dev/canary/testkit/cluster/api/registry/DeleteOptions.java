package dev.canary.testkit.cluster.api.registry;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Reason;
import dev.canary.testkit.cluster.api.store.Stored;
import java.util.Optional;

/**
 * What a deletion asks for.
 *
 * @param uid the uid that the object must have
 * @param version the version that the object must have
 */
public record DeleteOptions(
    Optional<String> uid, Optional<String> version, Propagation propagation, boolean dryRun) {

  /** The options of a caller that asks for nothing. */
  public static final DeleteOptions DEFAULTS =
      new DeleteOptions(Optional.empty(), Optional.empty(), Propagation.BACKGROUND, false);

  /** What becomes of the objects that the deleted one owns. */
  public enum Propagation {
    /** They are deleted after it. */
    BACKGROUND,
    /** They are deleted before it. */
    FOREGROUND,
    /** They stay, without this owner. */
    ORPHAN
  }

  /**
   * Reads the options from a request.
   *
   * @param body a {@code DeleteOptions} object, or an empty one
   * @param policy the parameter {@code propagationPolicy}; empty if not given
   * @param dryRun whether the parameter {@code dryRun} is given
   */
  public static DeleteOptions read(Tree body, String policy, boolean dryRun) {
    String named = body.textOr(policy, "propagationPolicy");
    boolean orphan = named.isEmpty() && body.isTrue("orphanDependents");
    Propagation propagation =
        switch (named) {
          case "" -> orphan ? Propagation.ORPHAN : Propagation.BACKGROUND;
          case "Background" -> Propagation.BACKGROUND;
          case "Foreground" -> Propagation.FOREGROUND;
          case "Orphan" -> Propagation.ORPHAN;
          default ->
              throw ApiException.of(
                  Reason.BAD_REQUEST,
                  "propagationPolicy must be Background, Foreground or Orphan, not " + named);
        };
    return new DeleteOptions(
        body.text("preconditions", "uid"),
        body.text("preconditions", "resourceVersion"),
        propagation,
        dryRun || !body.items("dryRun").isEmpty());
  }

  /** Refuses an object that does not meet the preconditions. */
  void check(Stored object) {
    String name = object.id().name();
    if (uid.isPresent() && !uid.get().equals(object.uid())) {
      throw ApiException.conflict(
          object.id().resource(),
          name,
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(uid.get(), object.uid()));
    }
    String actual = Long.toString(object.version());
    if (version.isPresent() && !version.get().equals(actual)) {
      throw ApiException.conflict(
          object.id().resource(),
          name,
          "Precondition failed: ResourceVersion in precondition: %s, ResourceVersion in object"
              .concat(" meta: %s")
              .formatted(version.get(), actual));
    }
  }
}
