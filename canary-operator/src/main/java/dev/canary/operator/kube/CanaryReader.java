package dev.canary.operator.kube;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Intake;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.operator.crd.SpecReader;
import dev.canary.operator.crd.StatusCodec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns canary resources into canaries, and remembers of each the specification last accepted.
 *
 * <p>Total: a resource that makes no sense gives a canary whose specification is refused.
 */
final class CanaryReader {

  /** Takes the canary's objects back before it goes (state machine chapter, section 14.1). */
  static final String FINALIZER = "finalizer.flagger.app";

  private final ResourceType type;
  private final SpecReader specs;
  private final StatusCodec statuses;
  private final Map<CanaryKey, LastAccepted> accepted = new ConcurrentHashMap<>();

  /**
   * A specification as text, which takes less room than a tree.
   *
   * @param generation of the resource
   * @param json the specification
   */
  private record LastAccepted(long generation, String json) {}

  CanaryReader(ResourceType type, SpecReader specs, StatusCodec statuses) {
    this.type = type;
    this.specs = specs;
    this.statuses = statuses;
  }

  /** Returns the canary that the resource describes. */
  Canary read(CanaryKey key, Tree resource) {
    return new Canary(
        key,
        owner(key, resource),
        resource.wholeOr(0, "metadata", "generation"),
        deletedAt(resource),
        resource.strings("metadata", "finalizers").contains(FINALIZER),
        intake(key, resource),
        statuses.read(resource),
        resource.textOr("", "metadata", "resourceVersion"));
  }

  /** Forgets a canary that is gone. */
  void forget(CanaryKey key) {
    accepted.remove(key);
  }

  private Intake intake(CanaryKey key, Tree resource) {
    Intake intake = specs.read(resource);
    return switch (intake) {
      case Intake.Accepted fits -> {
        remember(key, resource.wholeOr(0, "metadata", "generation"), fits.spec());
        yield fits;
      }
      case Intake.Refused refused -> new Intake.Refused(refused.problems(), lastAccepted(key));
    };
  }

  private void remember(CanaryKey key, long generation, CanarySpec spec) {
    LastAccepted known = accepted.get(key);
    if (known == null || generation == 0 || known.generation() != generation) {
      accepted.put(key, new LastAccepted(generation, Json.write(spec.tree())));
    }
  }

  private Optional<CanarySpec> lastAccepted(CanaryKey key) {
    return Optional.ofNullable(accepted.get(key))
        .map(last -> specs.read(withSpec(key, Json.read(last.json()))))
        .flatMap(
            intake ->
                intake instanceof Intake.Accepted last
                    ? Optional.of(last.spec())
                    : Optional.empty());
  }

  private static Tree withSpec(CanaryKey key, Tree spec) {
    Tree metadata =
        Tree.members().put("namespace", key.namespace()).put("name", key.name()).build();
    return Tree.members().put("metadata", metadata).put("spec", spec).build();
  }

  private Tree owner(CanaryKey key, Tree resource) {
    return Tree.members()
        .put("apiVersion", type.apiVersion())
        .put("kind", type.kind())
        .put("name", key.name())
        .put("uid", resource.textOr("", "metadata", "uid"))
        .put("controller", true)
        .put("blockOwnerDeletion", true)
        .build();
  }

  private static Optional<Instant> deletedAt(Tree resource) {
    return resource.text("metadata", "deletionTimestamp").map(CanaryReader::instant);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException malformed) {
      return Instant.EPOCH; // that deletion was asked for counts, not when
    }
  }
}
