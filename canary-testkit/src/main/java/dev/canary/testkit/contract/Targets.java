package dev.canary.testkit.contract;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.port.Router;
import dev.canary.core.port.SpecError;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Variations of what is routed. */
final class Targets {

  private Targets() {}

  /** Returns the target without an owner reference. */
  static RouteTarget unowned(RouteTarget target) {
    return copy(target, Optional.empty(), target.deleting(), target.service(), target.match());
  }

  /** Returns the target of a canary that is being deleted. */
  static RouteTarget deleting(RouteTarget target) {
    return copy(target, target.owner(), true, target.service(), target.match());
  }

  /** Returns the target with another audience. */
  static RouteTarget match(RouteTarget target, Tree match) {
    return copy(target, target.owner(), target.deleting(), target.service(), match);
  }

  /** Returns the target with each of the subject's changes of the specification. */
  static ImmutableList<RouteTarget> changed(RouterSubject subject, RouteTarget target) {
    return subject.serviceChanges().stream()
        .map(change -> service(target, change))
        .collect(toImmutableList());
  }

  static RouteTarget service(RouteTarget target, UnaryOperator<Tree> change) {
    return copy(
        target, target.owner(), target.deleting(), change.apply(target.service()), target.match());
  }

  /** Returns the subject's drifts, and a changed and a removed value per owned metadata key. */
  static ImmutableList<ObjectEdit> allDrifts(
      RouteTarget target, RouterBench scratch, RouterSubject subject) {
    ImmutableList.Builder<ObjectEdit> drifts = ImmutableList.builder();
    drifts.addAll(subject.drifts(target));
    scratch.established(target);
    scratch
        .own(target)
        .forEach(
            (key, tree) -> {
              for (String kind : new String[] {"labels", "annotations"}) {
                target.metadata().texts(kind).keySet().stream()
                    .filter(name -> tree.text("metadata", kind, name).isPresent())
                    .forEach(
                        name -> {
                          String[] path = {"metadata", kind, name};
                          drifts.add(
                              new ObjectEdit(
                                  "metadata: changed " + name, key, t -> t.with("drift", path)));
                          drifts.add(
                              new ObjectEdit(
                                  "metadata: removed " + name, key, t -> t.without(path)));
                        });
              }
            });
    return drifts.build();
  }

  /** Returns whether the edit changes the object at or under the path, or something above it. */
  static boolean touches(RouterBench bench, ObjectEdit edit, String dotted) {
    List<String> path = List.of(dotted.split("\\."));
    Tree before = bench.store.stored(edit.key()).tree();
    return before.diff(edit.change().apply(before)).stream()
        .map(Tree.Change::path)
        .anyMatch(
            changed ->
                changed.size() >= path.size() && changed.subList(0, path.size()).equals(path));
  }

  /** Returns whether the target is reconciled; if not, it is refused as it may be. */
  static boolean reconciles(Router router, RouteTarget target) {
    try {
      router.reconcile(target);
      return true;
    } catch (SpecError refused) {
      return false;
    } catch (PortUnavailable missing) {
      if (missing.reason() == Cause.MISSING_REFERENCE) {
        return false;
      }
      throw missing;
    }
  }

  /** Returns strange but legal targets. */
  static ImmutableList<RouteTarget> strange(RouterSubject subject) {
    ImmutableList.Builder<RouteTarget> targets = ImmutableList.builder();
    String longest = "n".repeat(63 - "-primary".length());
    targets.add(subject.canary().target());
    targets.add(subject.canary().named("n".repeat(63), longest).target());
    RouteTarget plain = RouteCase.plain(subject).target();
    for (String service : STRANGE_SERVICES) {
      targets.add(service(plain, before -> merged(before, Json.read(service))));
    }
    for (String match : STRANGE_AUDIENCES) {
      targets.add(match(plain, Json.read(match)));
    }
    return targets.addAll(subject.strangeTargets()).build();
  }

  private static final ImmutableList<String> STRANGE_SERVICES =
      ImmutableList.of(
          "{\"match\":[]}",
          "{\"hosts\":[],\"gateways\":[],\"gatewayRefs\":null}",
          "{\"headers\":{}}",
          "{\"headers\":{\"request\":{\"add\":{}},\"response\":{}}}",
          "{\"retries\":{},\"corsPolicy\":{\"allowOrigin\":[]}}",
          "{\"apex\":{}}",
          "{\"apex\":{\"labels\":{},\"annotations\":{}}}",
          "{\"portDiscovery\":true}",
          "{\"portDiscovery\":true,\"portName\":\"http\",\"targetPort\":\"http\"}",
          "{\"delegation\":true}",
          "{\"delegation\":true,\"hosts\":[\"shop.example.org\"]}",
          "{\"timeout\":\"\"}",
          "{\"match\":[{\"headers\":{\"b\":{\"exact\":\"2\"},\"a\":{\"regex\":\"1.*\"},"
              + "\"c\":{\"exact\":\"3\"}},\"uri\":{\"prefix\":\"/\"}}]}",
          "{\"match\":[{\"name\":\"x\"}]}",
          "{\"match\":[{}]}",
          "{\"match\":\"not a list\"}");

  private static final ImmutableList<String> STRANGE_AUDIENCES =
      ImmutableList.of(
          "[{}]",
          "[{\"headers\":{}}]",
          "[{\"uri\":{\"prefix\":\"/\"}}]",
          "[{\"sourceLabels\":{}}]",
          "[{\"headers\":{\"b\":{\"exact\":\"2\"},\"a\":{\"exact\":\"1\"}}}]",
          "[{\"headers\":{\"a\":{\"strange\":\"1\"}}}]",
          "[{\"headers\":{\"a\":{}}}]",
          "[null]");

  /** Returns the target with the members of all its objects in another order. */
  static RouteTarget shuffled(RouteTarget target, Random random) {
    return new RouteTarget(
        target.key(),
        target.owner().map(owner -> shuffled(owner, random)),
        target.deleting(),
        target.apex(),
        target.primary(),
        target.canary(),
        shuffled(target.service(), random),
        shuffled(target.match(), random),
        target.mirrorWeight(),
        target.affinity(),
        shuffled(target.metadata(), random),
        shuffled(target.spec(), random),
        target.fence());
  }

  private static Tree shuffled(Tree tree, Random random) {
    return switch (tree) {
      case Tree.Obj(ImmutableMap<String, Tree> members) -> {
        List<Map.Entry<String, Tree>> entries = new ArrayList<>(members.entrySet());
        Collections.shuffle(entries, random);
        Tree.Members shuffled = Tree.members();
        entries.forEach(entry -> shuffled.put(entry.getKey(), shuffled(entry.getValue(), random)));
        yield shuffled.build();
      }
      case Tree.Arr(ImmutableList<Tree> elements) ->
          Tree.array(elements.stream().map(element -> shuffled(element, random)).toList());
      default -> tree;
    };
  }

  private static Tree merged(Tree base, Tree over) {
    Tree result = base;
    for (Map.Entry<String, Tree> member : over.fields().entrySet()) {
      result =
          member.getValue().equals(Tree.Null.NULL)
              ? result.without(member.getKey())
              : result.with(member.getValue(), member.getKey());
    }
    return result;
  }

  private static RouteTarget copy(
      RouteTarget target, Optional<Tree> owner, boolean deleting, Tree service, Tree match) {
    Optional<AffinitySpec> affinity = target.affinity();
    return new RouteTarget(
        target.key(),
        owner,
        deleting,
        target.apex(),
        target.primary(),
        target.canary(),
        service,
        match,
        target.mirrorWeight(),
        affinity,
        service.at("apex").orElse(Tree.Obj.EMPTY),
        target.spec().with(service, "service").with(match, "analysis", "match"),
        target.fence());
  }
}
