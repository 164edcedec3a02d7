package dev.canary.testkit.cluster.api.registry;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.resource.BuiltIns;
import dev.canary.testkit.cluster.api.resource.Catalog;
import dev.canary.testkit.cluster.api.resource.CustomResources;
import dev.canary.testkit.cluster.api.resource.GenerationRule;
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
  private final Catalog catalog;
  private final InstantSource clock;
  private final Admission admission;
  private final Deletion deletion;
  private final Lists lists;

  /** Creates a registry over the store, serving the catalog, which CRDs extend. */
  public Registry(VersionedStore store, Catalog catalog, InstantSource clock) {
    this.store = store;
    this.catalog = catalog;
    this.clock = clock;
    this.admission = new Admission(clock);
    this.deletion = new Deletion(clock, crd -> catalog.withdraw(CustomResources.id(crd)));
    this.lists = new Lists(store);
  }

  /** Returns the object. */
  public Tree get(Target target) {
    return store
        .get(target.id())
        .map(stored -> outgoing(target, stored.tree()))
        .orElseThrow(target::notFound);
  }

  /** Returns a part of the objects of the target's resource and namespace. */
  public Page list(Target target, ListOptions options) {
    return lists.page(target, options);
  }

  /** Creates the object and returns it as stored. */
  public Tree create(Target target, Tree body, WriteOptions options) {
    Tree object = MetadataRules.checked(target, body);
    Target created = target.named(Names.nameOf(object));
    MetadataRules.checkName(created, created.name());
    return store.write(tx -> outgoing(created, insert(tx, created, object, options)));
  }

  /** Replaces the object by the body and returns it as stored. */
  public Written update(Target target, Part part, Tree body, WriteOptions options) {
    boolean create = part == Part.MAIN && target.type().traits().createOnUpdate();
    return change(target, new Request(part, current -> body, true, create), options);
  }

  /** Changes the object and returns it as stored. The change sees nobody else's write. */
  public Tree patch(Target target, Part part, UnaryOperator<Tree> patch, WriteOptions options) {
    return change(target, new Request(part, patch, false, false), options).object();
  }

  /** Changes the object, from an empty one if it does not exist, and returns it as stored. */
  public Written apply(Target target, Part part, UnaryOperator<Tree> patch, WriteOptions options) {
    return change(target, new Request(part, patch, false, part == Part.MAIN), options);
  }

  /** Deletes the object and returns it as it was last, marked if something still holds it. */
  public Tree delete(Target target, DeleteOptions options) {
    return store.write(
        tx -> {
          Stored current = tx.get(target.id()).orElseThrow(target::notFound);
          options.check(current);
          Tree last =
              options.dryRun()
                  ? current.tree()
                  : deletion.delete(tx, current, options.propagation());
          return outgoing(target, last);
        });
  }

  /** Deletes every object that the list options choose and returns them as they were last. */
  public ImmutableList<Tree> deleteAll(Target target, ListOptions chosen, DeleteOptions options) {
    ImmutableList.Builder<Tree> deleted = ImmutableList.builder();
    for (Tree object : list(target, chosen).items()) {
      Target one = target.in(object.textOr("", "metadata", "namespace")).named(Meta.name(object));
      if (store.get(one.id()).isPresent()) {
        deleted.add(delete(one, options));
      }
    }
    return deleted.build();
  }

  /** Returns the stored tree in the version of the target. */
  public static Tree outgoing(Target target, Tree stored) {
    Tree served = target.type().conversion().served(stored);
    return served.textOr("", "apiVersion").equals(target.apiVersion())
        ? served
        : served.with(target.apiVersion(), "apiVersion");
  }

  /** What a caller wants done to an object that exists, or may not. */
  private record Request(Part part, UnaryOperator<Tree> change, boolean whole, boolean create) {}

  private Written change(Target target, Request request, WriteOptions options) {
    return store.write(
        tx -> {
          Stored current = tx.get(target.id()).orElse(null);
          if (current != null) {
            return new Written(replace(tx, target, current, request, options), false);
          }
          if (!request.create()) {
            throw target.notFound();
          }
          Tree body = MetadataRules.checked(target, request.change().apply(Tree.Obj.EMPTY));
          MetadataRules.checkName(target, target.name());
          return new Written(outgoing(target, insert(tx, target, body, options)), true);
        });
  }

  private Tree insert(Transaction tx, Target target, Tree object, WriteOptions options) {
    Preconditions.checkRoom(tx, target);
    if (tx.get(target.id()).isPresent()) {
      throw ApiException.alreadyExists(target.type().id(), target.name());
    }
    Tree named = object.with(target.name(), "metadata", "name");
    Tree fresh = target.version().status() ? unreported(target, named) : named;
    boolean generation = target.type().traits().generation() != GenerationRule.NONE;
    Tree born = Meta.born(fresh, UUID.randomUUID().toString(), clock.instant(), generation);
    Tree admitted = admission.admit(target, born, null, options);
    return options.dryRun() ? admitted : stored(tx, target, admitted).tree();
  }

  /** Returns the object without the status that only its subresource may set. */
  private static Tree unreported(Target target, Tree object) {
    return target.type().custom()
        ? object.without("status")
        : object.with(Tree.Obj.EMPTY, "status");
  }

  private Tree replace(
      Transaction tx, Target target, Stored current, Request request, WriteOptions options) {
    Tree before = outgoing(target, current.tree());
    Tree wanted = MetadataRules.checked(target, request.change().apply(before));
    Preconditions.checkIdentity(target, before, wanted, request.whole());
    Tree merged = request.part().merged(target, before, wanted);
    Tree after = Meta.carried(merged, before);
    Admission.gainedFinalizer(before, after)
        .ifPresent(
            cause -> {
              throw MetadataRules.invalid(target, target.name(), cause);
            });
    Tree next = admission.admit(target, after, current.tree(), options);
    if (request.part() == Part.MAIN
        && target.type().traits().generation().isNewGeneration(current.tree(), next)) {
      next = next.with(next.wholeOr(0, "metadata", "generation") + 1, "metadata", "generation");
    }
    if (next.equals(current.tree()) || options.dryRun()) {
      return outgoing(target, next);
    }
    Stored stored = stored(tx, target, next);
    return outgoing(target, deletion.finish(tx, stored.id(), stored.tree()));
  }

  private Stored stored(Transaction tx, Target target, Tree object) {
    Stored stored = tx.put(target.id(), object);
    if (target.type().id().equals(BuiltIns.CRDS)) {
      CustomResources.declaredBy(stored.tree())
          .ifPresentOrElse(
              catalog::serve, () -> catalog.withdraw(CustomResources.id(stored.tree())));
    }
    return stored;
  }
}
