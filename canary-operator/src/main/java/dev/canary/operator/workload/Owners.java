package dev.canary.operator.workload;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose an object is. A canary is recognised by kind and name, so that objects made under an older
 * API version still count (workload chapter, section 13).
 */
final class Owners {

  private static final String[] PATH = {"metadata", "ownerReferences"};

  private Owners() {}

  /** Returns whether the canary is the object's controller. */
  static boolean controls(Canary canary, Tree object) {
    return controller(object).filter(ref -> isCanary(ref, canary)).isPresent();
  }

  /** Returns whether any canary is the object's controller. */
  static boolean controlledByAnyCanary(Tree object) {
    return controller(object).filter(Owners::isCanary).isPresent();
  }

  /** Returns whether any canary is among the object's owners. */
  static boolean ownedByAnyCanary(Tree object) {
    return object.items(PATH).stream().anyMatch(Owners::isCanary);
  }

  /**
   * Refuses an object that somebody else controls.
   *
   * @throws PortUnavailable naming the other
   */
  static void refuseForeign(Canary canary, StoredObject object) {
    controller(object.tree())
        .filter(ref -> !isCanary(ref, canary))
        .ifPresent(
            ref -> {
              throw new PortUnavailable(
                  Cause.MISSING_REFERENCE,
                  "%s is controlled by %s %s and cannot be the canary's; rename or delete it"
                      .formatted(
                          Types.told(object.key()),
                          ref.textOr("", "kind"),
                          ref.textOr("", "name")));
            });
  }

  /** Returns the references of a new object. */
  static Tree only(Canary canary) {
    return Tree.array(canary.owner());
  }

  /**
   * Returns the references of an object that several canaries may share: whoever controls it goes
   * on doing so, and an earlier reference of this canary is renewed.
   */
  static Tree shared(Canary canary, Tree object) {
    List<Tree> others = object.items(PATH).stream().filter(ref -> !isCanary(ref, canary)).toList();
    boolean taken = others.stream().anyMatch(ref -> ref.isTrue("controller"));
    List<Tree> all = new ArrayList<>(others);
    if (taken) {
      all.add(canary.owner().with(Tree.of(false), "controller"));
    } else {
      all.addFirst(canary.owner());
    }
    return Tree.array(ImmutableList.copyOf(all));
  }

  private static Optional<Tree> controller(Tree object) {
    return object.items(PATH).stream().filter(ref -> ref.isTrue("controller")).findFirst();
  }

  private static boolean isCanary(Tree ref, Canary canary) {
    return isCanary(ref) && ref.textOr("", "name").equals(canary.key().name());
  }

  private static boolean isCanary(Tree ref) {
    return ref.textOr("", "kind").equals("Canary");
  }
}
