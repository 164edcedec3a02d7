package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.Router;
import dev.canary.core.port.SpecError;
import dev.canary.core.port.UnsupportedRoute;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/**
 * Routes with Istio: one VirtualService carries the position, two DestinationRules the traffic
 * policy (router chapter, section 2).
 *
 * <p>Each call reads first, renders everything, and only then writes, at most once per object. The
 * DestinationRules hold no position and are no precondition of a write.
 */
public final class IstioRouter implements Router {

  /** The API version that every Istio from 1.5 on serves. */
  public static final String V1BETA1 = "v1beta1";

  /** The API version of Istio from 1.22 on. */
  public static final String V1 = "v1";

  private final ObjectStore store;
  private final String version;

  /** Creates a router that uses {@link #V1BETA1}. */
  public IstioRouter(ObjectStore mesh) {
    this(mesh, V1BETA1);
  }

  /**
   * Creates a router.
   *
   * @param mesh objects of the cluster that Istio reads its configuration from
   * @param version of the API {@code networking.istio.io}: {@link #V1BETA1} or {@link #V1}
   */
  public IstioRouter(ObjectStore mesh, String version) {
    this.store = mesh;
    this.version = version;
  }

  @Override
  public ImmutableList<SpecProblem> check(RouteTarget target) {
    return new Checks(target).problems();
  }

  @Override
  public RouteView reconcile(RouteTarget target) {
    refuse(target, Kind.VIRTUAL_SERVICE.reconcileFailed());
    IstioObjects objects = new IstioObjects(target, version);
    ImmutableList.Builder<Repair> rules = ImmutableList.builder();
    for (ObjectKey key : objects.destinationRules()) {
      String failed = Kind.DESTINATION_RULE.reconcileFailed();
      Optional<StoredObject> found = found(key, failed + key + " get query error: ");
      rules.add(new Repair(key, found, objects.wantedRule(key, found), failed));
    }
    ObjectKey key = objects.virtualService();
    String failed = Kind.VIRTUAL_SERVICE.reconcileFailed();
    Optional<StoredObject> found = found(key, failed + key + " get query error: ");
    Repair service = new Repair(key, found, objects.wantedService(found), failed);
    rules.build().forEach(this::repaired);
    return view(target, objects, repaired(service));
  }

  /** What a reconcile does to one object; nothing if it is as wanted. */
  private record Repair(ObjectKey key, Optional<StoredObject> found, Tree wanted, String failed) {}

  private StoredObject repaired(Repair repair) {
    String text = repair.failed() + repair.key();
    return repair
        .found()
        .map(
            seen ->
                Failures.named(text + " update error: ", () -> store.update(seen, repair.wanted())))
        .orElseGet(
            () ->
                Failures.named(
                    text + " create error: ", () -> store.create(repair.key(), repair.wanted())));
  }

  @Override
  public RouteView read(RouteTarget target) {
    IstioObjects objects = new IstioObjects(target, version);
    return view(target, objects, existing(objects.virtualService()));
  }

  @Override
  public RouteView write(RouteTarget target, RouteView seen, Position wanted) {
    refuse(target, "");
    new Checks(target)
        .unsupported(wanted)
        .ifPresent(
            text -> {
              throw new UnsupportedRoute(text);
            });
    IstioObjects objects = new IstioObjects(target, version);
    StoredObject live = existing(objects.virtualService());
    String expected = seen.versions().getOrDefault(live.key().toString(), "none");
    if (!expected.equals(live.version())) {
      throw new Conflict(
          live.key()
              + " update failed: it is at version "
              + live.version()
              + " and was seen at version "
              + expected);
    }
    StoredObject written =
        Failures.named(
            live.key() + " update failed: ", () -> store.update(live, objects.moved(live, wanted)));
    return view(target, objects, written);
  }

  @Override
  public void release(RouteTarget target) {
    IstioObjects objects = new IstioObjects(target, version);
    release(target, Kind.VIRTUAL_SERVICE, objects.virtualService());
    objects.destinationRules().forEach(key -> release(target, Kind.DESTINATION_RULE, key));
  }

  private void release(RouteTarget target, Kind kind, ObjectKey key) {
    Optional<StoredObject> found = found(key, key + " get query error ");
    if (found.isEmpty()) {
      return;
    }
    StoredObject live = found.get();
    switch (new Takeover(target, kind, live).release()) {
      case Takeover.Release.Leave() -> {}
      case Takeover.Release.Delete() ->
          Failures.naming(key + " delete failed: ", () -> store.delete(live));
      case Takeover.Release.Restore(Tree tree) ->
          Failures.named(key + " update failed: ", () -> store.update(live, tree));
    }
  }

  /** Refuses a target that is being deleted or cannot be expressed, before anything is read. */
  private void refuse(RouteTarget target, String prefix) {
    if (target.deleting()) {
      throw new Conflict(
          prefix + "Canary " + target.key() + " is being deleted, its routes stay as they are");
    }
    new Checks(target)
        .undeclared()
        .ifPresent(
            text -> {
              throw new UnsupportedRoute(prefix + text);
            });
    ImmutableList<SpecProblem> problems = check(target);
    if (!problems.isEmpty()) {
      throw new SpecError(prefix + Checks.text(problems));
    }
  }

  private StoredObject existing(ObjectKey key) {
    String text = key + " get query error ";
    return found(key, text).orElseThrow(() -> Failures.absent(key, text));
  }

  private Optional<StoredObject> found(ObjectKey key, String text) {
    return Failures.named(text, () -> store.find(key));
  }

  private static RouteView view(RouteTarget target, IstioObjects objects, StoredObject live) {
    return objects
        .view(live)
        .orElseThrow(() -> Failures.unreadable(live.key(), target.primary(), target.canary()));
  }
}
