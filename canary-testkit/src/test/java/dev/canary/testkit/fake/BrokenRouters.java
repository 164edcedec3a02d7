package dev.canary.testkit.fake;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.SpecError;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.SplitForm.Traffic;
import java.util.Optional;

/** One broken router per rule; each fails the tests of that rule and no other. */
final class BrokenRouters {

  private static final String[] TOUCHED = {"metadata", "annotations", "touched"};

  private BrokenRouters() {}

  /** The model router, open to changes. */
  abstract static class Model extends InMemoryRouter {
    final ObjectStore objects;

    Model(ObjectStore objects) {
      super(objects, InMemoryRouterPlugin.EVERYTHING);
      this.objects = objects;
    }
  }

  @Breaks(value = 1, how = "adds an owner that was not asked for")
  static final class CreatesWithMadeUpOwner extends Model {
    CreatesWithMadeUpOwner(ObjectStore objects) {
      super(objects);
    }

    @Override
    Tree blank(RouteTarget target) {
      Tree owners = Json.read("[{\"kind\":\"Canary\",\"uid\":\"made-up\"}]");
      Tree blank = super.blank(target);
      return target.owner().isPresent() ? blank : blank.with(owners, "metadata", "ownerReferences");
    }
  }

  @Breaks(value = 2, how = "writes at each reconcile when the timeout is empty")
  static final class TakesEmptyForDrift extends Model {
    TakesEmptyForDrift(ObjectStore objects) {
      super(objects);
    }

    @Override
    Tree corrected(StoredObject current, RouteTarget target) {
      Tree corrected = super.corrected(current, target);
      boolean empty = target.service().text("timeout").filter(String::isEmpty).isPresent();
      return empty ? corrected.with(current.version(), TOUCHED) : corrected;
    }
  }

  @Breaks(value = 3, how = "writes at reconcile although nothing drifted")
  static final class RewritesMirroredRoutes extends Model {
    RewritesMirroredRoutes(ObjectStore objects) {
      super(objects);
    }

    @Override
    Tree corrected(StoredObject current, RouteTarget target) {
      Tree corrected = super.corrected(current, target);
      boolean calm =
          corrected.equals(current.tree())
              && corrected.at("metadata", "annotations", SplitForm.FENCE).isEmpty();
      return calm && corrected.at("spec", "mirror").isPresent()
          ? corrected.with(current.version(), TOUCHED)
          : corrected;
    }
  }

  @Breaks(value = 4, how = "loses the mirror when it corrects something else")
  static final class CorrectionDropsTheMirror extends Model {
    CorrectionDropsTheMirror(ObjectStore objects) {
      super(objects);
    }

    @Override
    Tree corrected(StoredObject current, RouteTarget target) {
      Tree corrected = super.corrected(current, target);
      return corrected.equals(current.tree()) ? corrected : corrected.without("spec", "mirror");
    }
  }

  @Breaks(value = 5, how = "writes an object without the parts it does not know")
  static final class CorrectionDropsFinalizers extends Model {
    CorrectionDropsFinalizers(ObjectStore objects) {
      super(objects);
    }

    @Override
    Tree corrected(StoredObject current, RouteTarget target) {
      Tree corrected = super.corrected(current, target);
      return corrected.equals(current.tree())
          ? corrected
          : corrected.without("metadata", "finalizers");
    }
  }

  @Breaks(value = 6, how = "makes a list of a map without sorting it")
  static final class KeepsTheOrderOfMaps extends Model {
    KeepsTheOrderOfMaps(ObjectStore objects) {
      super(objects);
    }

    @Override
    Tree rendered(Tree object, RouteTarget target, Traffic traffic) {
      ImmutableList<Tree> headers =
          target.service().texts("headers", "request", "add").entrySet().stream()
              .map(e -> Tree.texts(ImmutableMap.of("name", e.getKey(), "value", e.getValue())))
              .collect(toImmutableList());
      Tree rendered = super.rendered(object, target, traffic);
      return headers.isEmpty() ? rendered : rendered.with(Tree.array(headers), "spec", "headers");
    }
  }

  @Breaks(value = 7, how = "reads one weight and takes the other for the rest")
  static final class DerivesThePrimaryWeight extends Model {
    DerivesThePrimaryWeight(ObjectStore objects) {
      super(objects);
    }

    @Override
    RouteView view(StoredObject object, RouteTarget target) {
      RouteView view = super.view(object, target);
      return new RouteView(
          100 - view.canaryWeight(),
          view.canaryWeight(),
          view.mirror(),
          view.affinity(),
          view.acceptance(),
          view.versions());
    }
  }

  @Breaks(value = 8, how = "makes no write when only the fence differs")
  static final class IgnoresTheFence extends Model {
    IgnoresTheFence(ObjectStore objects) {
      super(objects);
    }

    @Override
    Tree moved(StoredObject current, RouteTarget target, Position wanted) {
      Optional<Tree> fence = current.tree().at("metadata", "annotations", SplitForm.FENCE);
      Tree moved = super.moved(current, target, wanted);
      return fence.isPresent()
          ? moved.with(fence.get(), "metadata", "annotations", SplitForm.FENCE)
          : moved.without("metadata", "annotations", SplitForm.FENCE);
    }
  }

  @Breaks(value = 9, how = "creates the object when reading or writing")
  static final class CreatesWhatIsMissing extends Model {
    CreatesWhatIsMissing(ObjectStore objects) {
      super(objects);
    }

    @Override
    StoredObject existing(RouteTarget target) {
      return objects.find(SplitForm.key(target)).orElseGet(() -> create(target));
    }
  }

  @Breaks(value = 10, how = "answers a conflict by writing again on what it finds then")
  static final class RetriesOverForeignChanges extends Model {
    RetriesOverForeignChanges(ObjectStore objects) {
      super(objects);
    }

    @Override
    StoredObject update(StoredObject current, Tree wanted) {
      try {
        return super.update(current, wanted);
      } catch (Conflict lost) {
        return objects.update(objects.find(current.key()).orElseThrow(), wanted);
      }
    }
  }

  @Breaks(value = 11, how = "sends half the traffic to the canary until a second write")
  static final class CreatesInTwoSteps extends Model {
    CreatesInTwoSteps(ObjectStore objects) {
      super(objects);
    }

    @Override
    StoredObject create(RouteTarget target) {
      Traffic half = new Traffic(50, 50, Traffic.PRIMARY.mirror(), Traffic.PRIMARY.cookies());
      StoredObject made =
          objects.create(SplitForm.key(target), rendered(blank(target), target, half));
      return objects.update(made, rendered(made.tree(), target, Traffic.PRIMARY));
    }
  }

  @Breaks(value = 12, how = "leaves its labels on a released object")
  static final class RestoresTheSpecOnly extends Model {
    RestoresTheSpecOnly(ObjectStore objects) {
      super(objects);
    }

    @Override
    Optional<Tree> restored(Tree current, RouteTarget target) {
      return super.restored(current, target)
          .map(
              before ->
                  before.with(
                      Tree.texts(current.texts("metadata", "labels")), "metadata", "labels"));
    }
  }

  @Breaks(value = 13, how = "does not look at the deletion")
  static final class WorksForDeletedCanaries extends Model {
    WorksForDeletedCanaries(ObjectStore objects) {
      super(objects);
    }

    @Override
    void requireAlive(RouteTarget target) {}
  }

  @Breaks(value = 14, how = "keeps one condition of an entry with several")
  static final class WidensTheAudience extends Model {
    WidensTheAudience(ObjectStore objects) {
      super(objects);
    }

    @Override
    Tree rendered(Tree object, RouteTarget target, Traffic traffic) {
      Tree rendered = super.rendered(object, target, traffic);
      boolean several = rendered.fields("spec", "audience", "0", "headers").size() > 1;
      return several ? rendered.without("spec", "audience", "0", "headers", "b") : rendered;
    }
  }

  @Breaks(value = 16, how = "expires a cookie without the path and domain it was set with")
  static final class ExpiresWithoutAttributes extends Model {
    ExpiresWithoutAttributes(ObjectStore objects) {
      super(objects);
    }

    @Override
    Tree rendered(Tree object, RouteTarget target, Traffic traffic) {
      Tree rendered = super.rendered(object, target, traffic);
      return rendered
          .text("spec", "affinity", "previous", "cookie")
          .map(
              cookie ->
                  rendered.with(
                      cookie + "; Max-Age=-1", "spec", "affinity", "previous", "setCookie"))
          .orElse(rendered);
    }
  }

  @Breaks(value = 17, how = "finds out that it cannot do something when it has written")
  static final class RefusesAfterWriting extends Model {
    RefusesAfterWriting(ObjectStore objects) {
      super(objects);
    }

    @Override
    public RouteView reconcile(RouteTarget target) {
      RouteView view = super.reconcile(target);
      if (target.service().isTrue("delegation")) {
        throw new SpecError("delegation is not supported");
      }
      return view;
    }
  }

  @Breaks(value = 18, how = "writes another form of the same")
  static final class SpellsTheTimeoutInMilliseconds extends Model {
    SpellsTheTimeoutInMilliseconds(ObjectStore objects) {
      super(objects);
    }

    @Override
    Tree rendered(Tree object, RouteTarget target, Traffic traffic) {
      Tree rendered = super.rendered(object, target, traffic);
      return rendered.textOr("", "spec", "timeout").equals(SplitForm.DEFAULT_TIMEOUT)
          ? rendered.with("15000ms", "spec", "timeout")
          : rendered;
    }
  }
}
