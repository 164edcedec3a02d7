package dev.canary.testkit.fake;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** How a router of Splits treats objects that were there before it. Pure. */
final class SplitTakeover {

  /** Annotation on objects that the router created without an owner reference. */
  static final String CREATED = "testkit.canary.dev/created-for";

  /** Annotation that holds what the object was before. */
  static final String ORIGINAL = "testkit.canary.dev/original";

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final String[] ORIGINAL_PATH = {"metadata", "annotations", ORIGINAL};
  private static final String[] CREATED_PATH = {"metadata", "annotations", CREATED};

  private SplitTakeover() {}

  /** Returns the new object with the proof that the router created it. */
  static Tree created(Tree object, RouteTarget target) {
    return target.owner().isPresent() ? object : object.with(target.key().toString(), CREATED_PATH);
  }

  /** Returns whether the object goes away with the canary by itself. */
  static boolean collected(Tree object, RouteTarget target) {
    String uid = target.owner().map(owner -> owner.textOr("", "uid")).orElse("");
    return !uid.isEmpty() && Views.isControlledBy(object, uid);
  }

  /** Returns whether the router proves to have created the object. */
  static boolean proven(Tree object) {
    return object.at(CREATED_PATH).isPresent();
  }

  /** Returns the changed object with what it was before, if it is taken over by this change. */
  static Tree backedUp(Tree before, Tree changed, RouteTarget target) {
    boolean ours = collected(before, target) || proven(before);
    if (ours || before.at(ORIGINAL_PATH).isPresent()) {
      return changed;
    }
    Tree original =
        Tree.members()
            .put("spec", before.at("spec").orElse(Tree.Obj.EMPTY))
            .put("labels", before.at("metadata", "labels").orElse(Tree.Obj.EMPTY))
            .put("annotations", before.at("metadata", "annotations").orElse(Tree.Obj.EMPTY))
            .build();
    return changed.with(Json.write(original), ORIGINAL_PATH);
  }

  /** Returns the object as it was before, with foreign changes kept; empty if nothing is known. */
  static Optional<Tree> restored(Tree object, RouteTarget target) {
    return object.text(ORIGINAL_PATH).map(text -> restored(object, Json.read(text), target));
  }

  private static Tree restored(Tree object, Tree original, RouteTarget target) {
    Tree spec =
        object
            .text("metadata", "annotations", LAST_APPLIED)
            .flatMap(text -> Json.read(text).at("spec"))
            .or(() -> original.at("spec"))
            .orElse(Tree.Obj.EMPTY);
    Tree tree = object;
    for (String member : SplitForm.MEMBERS) {
      tree = set(tree, spec.at(member), "spec", member);
    }
    for (String label : target.labels().keySet()) {
      tree = set(tree, original.at("labels", label), "metadata", "labels", label);
    }
    ImmutableSet<String> notes =
        ImmutableSet.<String>builder()
            .addAll(target.annotations().keySet())
            .add(ORIGINAL, SplitForm.FENCE)
            .build();
    for (String note : notes) {
      tree = set(tree, original.at("annotations", note), "metadata", "annotations", note);
    }
    return withoutEmpty(withoutEmpty(tree, "labels"), "annotations");
  }

  private static Tree set(Tree tree, Optional<Tree> value, String... path) {
    return value.isPresent() ? tree.with(value.get(), path) : tree.without(path);
  }

  private static Tree withoutEmpty(Tree tree, String kind) {
    return tree.fields("metadata", kind).isEmpty() ? tree.without("metadata", kind) : tree;
  }
}
