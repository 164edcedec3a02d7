package dev.canary.testkit.cluster.api.registry;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Cause;
import dev.canary.testkit.cluster.api.error.Reason;
import dev.canary.testkit.cluster.api.resource.BuiltIns;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import dev.canary.testkit.cluster.api.store.ObjectId;
import dev.canary.testkit.cluster.api.store.Stored;
import dev.canary.testkit.cluster.api.store.Transaction;

/** Refuses writes that do not fit what is stored. */
final class Preconditions {

  private Preconditions() {}

  /** Refuses to create where the namespace, or the CRD, is missing or on its way out. */
  static void checkRoom(Transaction tx, Target target) {
    ResourceType type = target.type();
    if (type.namespaced()) {
      String name = target.namespace();
      Stored namespace =
          tx.get(new ObjectId(BuiltIns.NAMESPACES, "", name))
              .orElseThrow(() -> ApiException.notFound(BuiltIns.NAMESPACES, name));
      if (Meta.deleting(namespace.tree())) {
        throw ApiException.of(
            Reason.FORBIDDEN,
            "%s \"%s\" is forbidden: unable to create new content in namespace %s because it is"
                .concat(" being terminated")
                .formatted(type.id(), target.name(), name));
      }
    }
    boolean leaving =
        tx.get(new ObjectId(BuiltIns.CRDS, "", type.id().toString()))
            .filter(crd -> Meta.deleting(crd.tree()))
            .isPresent();
    if (leaving) {
      throw ApiException.of(
          Reason.METHOD_NOT_ALLOWED,
          "create not allowed while custom resource definition is terminating");
    }
  }

  /**
   * Refuses a change of identity or of another version than the current one.
   *
   * @param whole whether the object is replaced rather than patched
   */
  static void checkIdentity(Target target, Tree before, Tree wanted, boolean whole) {
    String name = Meta.name(wanted);
    if (!name.isEmpty() && !name.equals(target.name())) {
      throw ApiException.of(
          Reason.BAD_REQUEST,
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(name, target.name()));
    }
    String uid = wanted.textOr("", "metadata", "uid");
    String actual = before.textOr("", "metadata", "uid");
    if (!uid.isEmpty() && !uid.equals(actual)) {
      throw ApiException.conflict(
          target.type().id(),
          target.name(),
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(uid, actual));
    }
    String version = Meta.version(wanted);
    if (version.isEmpty() && whole && !target.type().traits().unconditionalUpdate()) {
      throw MetadataRules.invalid(
          target,
          target.name(),
          Cause.invalid("metadata.resourceVersion", "0x0", "must be specified for an update"));
    }
    if (!version.isEmpty() && !version.equals(Meta.version(before))) {
      throw ApiException.stale(target.type().id(), target.name());
    }
  }
}
