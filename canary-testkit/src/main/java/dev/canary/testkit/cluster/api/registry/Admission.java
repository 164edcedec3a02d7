package dev.canary.testkit.cluster.api.registry;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.builtin.BuiltInDefaults;
import dev.canary.testkit.cluster.api.builtin.BuiltInRules;
import dev.canary.testkit.cluster.api.builtin.Definitions;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Cause;
import dev.canary.testkit.cluster.api.error.Reason;
import dev.canary.testkit.cluster.api.resource.BuiltIns;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import dev.canary.testkit.cluster.api.schema.Schema;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the object that a client wants into the one to store, or refuses it. */
final class Admission {

  private final InstantSource clock;
  private final BuiltInDefaults defaults = new BuiltInDefaults();

  Admission(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Returns the object pruned, with defaults, checked, and in the version of the store.
   *
   * @param before the object as stored; absent at its creation
   * @throws ApiException if it breaks a rule
   */
  Tree admit(Target target, Tree object, @Nullable Tree before, WriteOptions options) {
    ResourceType type = target.type();
    Tree admitted =
        target
            .version()
            .schema()
            .map(schema -> held(target, schema, object, options))
            .orElseGet(() -> type.custom() ? object : builtIn(target, object, before));
    return type.conversion().stored(admitted).with(type.storageApiVersion(), "apiVersion");
  }

  private Tree builtIn(Target target, Tree object, @Nullable Tree before) {
    Tree filled = defaults.filled(target.type().id(), object, before);
    refuse(target, filled, BuiltInRules.problems(target.type().id(), filled, before));
    return target.type().id().equals(BuiltIns.CRDS)
        ? Definitions.admitted(filled, Meta.stamp(clock.instant()))
        : filled;
  }

  private static Tree held(Target target, Schema schema, Tree object, WriteOptions options) {
    List<String> unknown = new ArrayList<>();
    Tree pruned = schema.prune(object, unknown::add);
    if (!unknown.isEmpty()) {
      complain(unknown, options);
    }
    Tree filled = schema.withDefaults(pruned);
    refuse(target, filled, schema.problems(filled));
    return filled;
  }

  private static void complain(List<String> unknown, WriteOptions options) {
    switch (options.fieldValidation()) {
      case IGNORE -> {}
      case WARN ->
          unknown.forEach(path -> options.warnings().accept("unknown field \"" + path + "\""));
      case STRICT ->
          throw ApiException.of(
              Reason.BAD_REQUEST,
              "strict decoding error: "
                  + unknown.stream()
                      .map(path -> "unknown field \"" + path + "\"")
                      .collect(Collectors.joining(", ")));
    }
  }

  private static void refuse(Target target, Tree object, ImmutableList<Cause> problems) {
    if (!problems.isEmpty()) {
      throw ApiException.invalid(
          target.type().id().group(), target.type().kind(), Meta.name(object), problems);
    }
  }

  /** Returns the failure of an object that may not gain finalizers any more, if it does. */
  static Optional<Cause> gainedFinalizer(Tree before, Tree after) {
    List<String> gained = new ArrayList<>(after.strings("metadata", "finalizers"));
    gained.removeAll(before.strings("metadata", "finalizers"));
    return Meta.deleting(before) && !gained.isEmpty()
        ? Optional.of(
            Cause.forbidden(
                "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new"
                    + " finalizers "
                    + gained))
        : Optional.empty();
  }
}
