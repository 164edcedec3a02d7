package dev.canary.testkit.fake;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Capabilities;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.RouteView.Acceptance;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.port.Router;
import dev.canary.core.port.SpecError;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.SplitForm.Traffic;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The model router: one Split per canary, named like the stable service. It passes {@code
 * RouterContract} with every capability, and with any part of them that it is given.
 */
public class InMemoryRouter implements Router {

  private final ObjectStore store;
  private final SplitSupport support;

  /**
   * Creates a router.
   *
   * @param store where the Splits are
   * @param declared what it is to be able to do
   */
  public InMemoryRouter(ObjectStore store, Capabilities.Traffic declared) {
    this.store = store;
    this.support = new SplitSupport(declared);
  }

  @Override
  public ImmutableList<SpecProblem> check(RouteTarget target) {
    return support.problems(target);
  }

  @Override
  public RouteView reconcile(RouteTarget target) {
    requireAlive(target);
    requireExpressible(target);
    Optional<StoredObject> found = store.find(SplitForm.key(target));
    if (found.isEmpty()) {
      return view(create(target), target);
    }
    StoredObject current = found.get();
    Tree wanted = corrected(current, target);
    return current.tree().equals(wanted)
        ? view(current, target)
        : view(update(current, SplitTakeover.backedUp(current.tree(), wanted, target)), target);
  }

  @Override
  public RouteView read(RouteTarget target) {
    return view(existing(target), target);
  }

  @Override
  public RouteView write(RouteTarget target, RouteView seen, Position wanted) {
    requireAlive(target);
    requireExpressible(target);
    support.require(target, wanted);
    StoredObject current = existing(target);
    requireSeen(current, seen);
    return view(update(current, moved(current, target, wanted)), target);
  }

  @Override
  public void release(RouteTarget target) {
    Optional<StoredObject> found = store.find(SplitForm.key(target));
    if (found.isEmpty() || SplitTakeover.collected(found.get().tree(), target)) {
      return;
    }
    StoredObject current = found.get();
    if (SplitTakeover.proven(current.tree())) {
      store.delete(current);
    } else {
      restored(current.tree(), target).ifPresent(before -> update(current, before));
    }
  }

  /** Creates the object with all traffic on the primary. */
  StoredObject create(RouteTarget target) {
    return store.create(SplitForm.key(target), rendered(blank(target), target, Traffic.PRIMARY));
  }

  /** Changes the object on the version it was read at. */
  StoredObject update(StoredObject current, Tree wanted) {
    return store.update(current, wanted);
  }

  /** Returns a new object without a specification. */
  Tree blank(RouteTarget target) {
    return SplitTakeover.created(SplitForm.blank(target), target);
  }

  /** Returns the object with the layout of the target and the traffic given. */
  Tree rendered(Tree object, RouteTarget target, Traffic traffic) {
    return SplitForm.rendered(object, target, traffic);
  }

  /** Returns the object as it should be, with the traffic it carries. */
  Tree corrected(StoredObject current, RouteTarget target) {
    return rendered(current.tree(), target, carried(current, target));
  }

  /** Returns the traffic to keep when the object is corrected. */
  Traffic carried(StoredObject current, RouteTarget target) {
    try {
      return SplitForm.traffic(current.key(), current.tree(), target);
    } catch (PortUnavailable unreadable) {
      return Traffic.PRIMARY;
    }
  }

  /** Returns the object at the position, and with the fence if there is one. */
  Tree moved(StoredObject current, RouteTarget target, Position wanted) {
    Traffic traffic =
        new Traffic(
            wanted.primary().percent(),
            wanted.canary().percent(),
            wanted.mirror(),
            wanted.affinity());
    Tree moved = rendered(current.tree(), target, traffic);
    return target
        .fence()
        .map(token -> moved.with(token, "metadata", "annotations", SplitForm.FENCE))
        .orElse(moved);
  }

  /** Returns the object as it was before it was taken over. */
  Optional<Tree> restored(Tree current, RouteTarget target) {
    return SplitTakeover.restored(current, target);
  }

  /** Refuses a target that cannot be expressed. */
  void requireExpressible(RouteTarget target) {
    ImmutableList<SpecProblem> problems = check(target);
    if (!problems.isEmpty()) {
      throw new SpecError(
          problems.stream().map(SpecProblem::toString).collect(Collectors.joining("; ")));
    }
  }

  /** Refuses to touch the objects of a canary that is being deleted. */
  void requireAlive(RouteTarget target) {
    if (target.deleting()) {
      throw new SpecError("canary " + target.key() + " is being deleted, its routes are released");
    }
  }

  /** Refuses to write on another state than the caller saw. */
  void requireSeen(StoredObject current, RouteView seen) {
    String version = seen.versions().get(current.key().toString());
    if (!current.version().equals(version)) {
      throw new Conflict(
          current.key() + " is at version " + current.version() + ", seen was " + version);
    }
  }

  /** Returns what the object says. */
  RouteView view(StoredObject object, RouteTarget target) {
    Traffic traffic = SplitForm.traffic(object.key(), object.tree(), target);
    return new RouteView(
        traffic.primary(),
        traffic.canary(),
        traffic.mirror(),
        traffic.cookies(),
        acceptance(object.tree()),
        ImmutableMap.of(object.key().toString(), object.version()));
  }

  /** Returns the object that carries the position. */
  StoredObject existing(RouteTarget target) {
    ObjectKey key = SplitForm.key(target);
    return store
        .find(key)
        .orElseThrow(() -> new PortUnavailable(Cause.ABSENT, key + " does not exist"));
  }

  private static Acceptance acceptance(Tree object) {
    Optional<Tree> accepted = object.at("status", "accepted");
    if (accepted.isEmpty()) {
      return new Acceptance.Unknown();
    }
    return object.isTrue("status", "accepted")
        ? new Acceptance.Accepted()
        : new Acceptance.Pending(object.textOr("refused", "status", "reason"));
  }
}
