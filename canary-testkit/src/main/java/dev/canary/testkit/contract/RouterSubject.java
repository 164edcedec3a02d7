package dev.canary.testkit.contract;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Capabilities;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.plugin.RouterPlugin;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.Admission;
import dev.canary.testkit.fixture.CanaryBuilder;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What {@link RouterContract} must know of a router to check it. Methods that take a target must
 * work for every name and service section that the contract makes of {@link #canary}.
 */
public interface RouterSubject {

  /** Returns a new plug-in without any memory. */
  RouterPlugin plugin();

  /** Returns the provider name that the router is created by. */
  default String provider() {
    return plugin().descriptor().names().iterator().next();
  }

  /** Returns the settings that the router is created with. */
  default ImmutableMap<String, String> settings() {
    return ImmutableMap.of();
  }

  /** Returns what holds for the protocol of {@link #canary}. */
  default Capabilities.Traffic traffic() {
    return plugin().descriptor().capabilities().http();
  }

  /** Starts a specification that this router can carry out, without audience and affinity. */
  CanaryBuilder canary();

  /** Returns the user's objects that the target refers to. */
  default ImmutableMap<ObjectKey, Tree> references(RouteTarget target) {
    return ImmutableMap.of();
  }

  /** Returns how the API treats this router's objects: defaults, pruning and validation. */
  default Admission server() {
    return Admission.NONE;
  }

  /** Returns the reading of stored objects that a data plane has. */
  RouteEvaluator evaluator();

  /** Returns a request that the target's route takes; it belongs to no audience. */
  default RouteRequest request(RouteTarget target) {
    return RouteRequest.to(target.apex(), target.key().namespace());
  }

  /**
   * Returns edits that are drift: together they change every owned path of the descriptor, in
   * values and in lists, and none moves the position. Labels and annotations are added by the
   * contract.
   */
  ImmutableList<ObjectEdit> drifts(RouteTarget target);

  /** Returns edits after which the objects hold no position: no route, no weight, both zero. */
  ImmutableList<ObjectEdit> unreadable(RouteTarget target);

  /** Returns changes of {@code spec.service} that change the objects but not the position. */
  ImmutableList<UnaryOperator<Tree>> serviceChanges();

  /**
   * Returns the edit that sets both weights by hand, or empty if the API stores only one of them.
   */
  default Optional<ObjectEdit> handEdited(RouteTarget target, int primary, int canary) {
    return Optional.empty();
  }

  /**
   * Returns foreign objects in the place of the router's own, which it takes over as declared;
   * empty if it declares no takeover.
   */
  default ImmutableMap<ObjectKey, Tree> takenOver(RouteTarget target) {
    return ImmutableMap.of();
  }

  /**
   * Returns an object with the status by which its data plane accepts or refuses it; asked only of
   * routers that declare acceptance.
   */
  default Tree acceptance(Tree object, boolean accepted) {
    throw new UnsupportedOperationException("a router that declares acceptance must say how");
  }

  /** Returns strange but legal targets beyond those that the contract makes itself. */
  default ImmutableList<RouteTarget> strangeTargets() {
    return ImmutableList.of();
  }

  /** Returns objects whose form is frozen; at least one. */
  ImmutableList<GoldenRoute> goldens();

  /** Returns older forms that are read and accepted until a position is written. */
  default ImmutableList<GoldenRoute> olderForms() {
    return ImmutableList.of();
  }

  /** Returns what the message must contain when a request fails; empty if anything. */
  default String text(Failing failing) {
    return "";
  }

  /** Requests whose failures users know by their texts (router chapter, section 10). */
  enum Failing {
    /** The read in {@code read}. */
    READ,
    /** The first read in {@code reconcile}. */
    RECONCILE_READ,
    /** The first creation in {@code reconcile}. */
    RECONCILE_CREATE,
    /** The update in {@code write}. */
    WRITE_UPDATE
  }
}
