package dev.canary.testkit.cluster.api.registry;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Cause;
import dev.canary.testkit.cluster.api.error.Reason;
import dev.canary.testkit.cluster.api.resource.BuiltIns;
import dev.canary.testkit.cluster.api.resource.Catalog;
import dev.canary.testkit.cluster.api.resource.GenerationRule;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import dev.canary.testkit.cluster.api.store.Listing;
import dev.canary.testkit.cluster.api.store.ObjectId;
import dev.canary.testkit.cluster.api.store.Stored;
import dev.canary.testkit.cluster.api.store.Transaction;
import dev.canary.testkit.cluster.api.store.VersionedStore;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Creates, reads, changes and deletes objects by the rules that hold for every resource.
 *
 * <p>Objects go in and out in the version of the target; they are stored in one. Each operation is
 * atomic; one that throws has changed nothing.
 */
public final class Registry {

  private final VersionedStore store;
  private final InstantSource clock;
  private final SideEffects effects;
  private final Deletion deletion;

  /** Creates a registry over the store, serving the catalog, which CRDs extend. */
  public Registry(VersionedStore store, Catalog catalog, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.effects = new SideEffects(catalog, clock);
    this.deletion = new Deletion(clock, effects);
  }

  /** Returns the object. */
  public Tree get(Target target) {
    return store
        .get(target.id())
        .map(stored -> outgoing(target, stored.tree()))
        .orElseThrow(target::notFound);
  }

  /** Returns all objects of the target's resource and namespace. */
  public Page list(Target target) {
    Listing listing = store.list(target.type().id(), target.namespace());
    ImmutableList<Tree> items =
        listing.objects().stream()
            .map(stored -> outgoing(target, stored.tree()))
            .collect(toImmutableList());
    return new Page(listing.version(), items, "", 0);
  }

  /** Creates the object and returns it as stored. */
  public Tree create(Target target, Tree body) {
    Tree object = MetadataRules.checked(target, body);
    String name = Meta.name(object);
    MetadataRules.checkName(target, name);
    Target created = target.named(name);
    return store.write(tx -> outgoing(created, insert(tx, created, object).tree()));
  }

  /** Replaces the object by the body and returns it as stored. */
  public Tree update(Target target, Part part, Tree body) {
    return change(target, part, current -> body, true);
  }

  /** Changes the object and returns it as stored. The change sees nobody else's write. */
  public Tree patch(Target target, Part part, UnaryOperator<Tree> patch) {
    return change(target, part, patch, false);
  }

  /** Deletes the object and returns it as it was last, marked if finalizers still hold it. */
  public Tree delete(Target target) {
    return store.write(
        tx -> {
          Stored current = tx.get(target.id()).orElseThrow(target::notFound);
          return outgoing(target, deletion.delete(tx, target.type(), current));
        });
  }

  private Tree change(Target target, Part part, UnaryOperator<Tree> change, boolean whole) {
    return store.write(
        tx -> {
          Stored current = tx.get(target.id()).orElse(null);
          if (current == null) {
            return createByUpdate(tx, target, part, change, whole);
          }
          Tree before = outgoing(target, current.tree());
          Tree wanted = MetadataRules.checked(target, change.apply(before));
          checkIdentity(target, before, wanted, whole);
          Tree after = Meta.carried(part.merged(target.version(), before, wanted), before);
          return outgoing(target, replace(tx, target, current, after));
        });
  }

  private Tree createByUpdate(
      Transaction tx, Target target, Part part, UnaryOperator<Tree> change, boolean whole) {
    if (!whole || part != Part.MAIN || !target.type().traits().createOnUpdate()) {
      throw target.notFound();
    }
    Tree body = MetadataRules.checked(target, change.apply(Tree.Obj.EMPTY));
    return outgoing(target, insert(tx, target, body).tree());
  }

  private Stored insert(Transaction tx, Target target, Tree object) {
    ResourceType type = target.type();
    ObjectId id = target.id();
    if (type.namespaced()) {
      requireNamespace(tx, target.namespace());
    }
    if (tx.get(id).isPresent()) {
      throw ApiException.alreadyExists(type.id(), target.name());
    }
    Tree prepared = object.with(target.name(), "metadata", "name");
    if (target.version().status() && !type.traits().statusOnCreate()) {
      prepared = prepared.without("status");
    }
    boolean generation = type.traits().generation() != GenerationRule.NONE;
    Tree born = Meta.born(prepared, UUID.randomUUID().toString(), clock.instant(), generation);
    Tree admitted = effects.admit(type, born.with(type.storageApiVersion(), "apiVersion"));
    Stored stored = tx.put(id, admitted);
    effects.written(type, stored.tree());
    return stored;
  }

  private Tree replace(Transaction tx, Target target, Stored current, Tree after) {
    ResourceType type = target.type();
    Tree next = effects.admit(type, after.with(type.storageApiVersion(), "apiVersion"));
    if (next.equals(current.tree())) {
      return current.tree();
    }
    if (type.traits().generation().isNewGeneration(current.tree(), next)) {
      next = next.with(next.wholeOr(0, "metadata", "generation") + 1, "metadata", "generation");
    }
    Stored stored = tx.put(target.id(), next);
    effects.written(type, stored.tree());
    return deletion.finishIfFinalized(tx, type, stored);
  }

  private static void checkIdentity(Target target, Tree before, Tree wanted, boolean whole) {
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

  private static void requireNamespace(Transaction tx, String namespace) {
    if (tx.get(new ObjectId(BuiltIns.NAMESPACES, "", namespace)).isEmpty()) {
      throw ApiException.notFound(BuiltIns.NAMESPACES, namespace);
    }
  }

  /** Returns the stored tree in the version of the target. */
  public static Tree outgoing(Target target, Tree stored) {
    return target.apiVersion().equals(target.type().storageApiVersion())
        ? stored
        : stored.with(target.apiVersion(), "apiVersion");
  }
}
