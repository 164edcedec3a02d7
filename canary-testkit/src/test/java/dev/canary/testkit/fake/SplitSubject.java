package dev.canary.testkit.fake;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.Capabilities;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.plugin.RouterPlugin;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.contract.GoldenRoute;
import dev.canary.testkit.contract.ObjectEdit;
import dev.canary.testkit.contract.RouteEvaluator;
import dev.canary.testkit.contract.RouterSubject;
import dev.canary.testkit.fixture.Canaries;
import dev.canary.testkit.fixture.CanaryBuilder;
import dev.canary.testkit.fixture.Yaml;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The model router as the contract needs to know it. */
final class SplitSubject implements RouterSubject {

  private final Supplier<RouterPlugin> plugins;

  SplitSubject(Supplier<RouterPlugin> plugins) {
    this.plugins = plugins;
  }

  @Override
  public RouterPlugin plugin() {
    return plugins.get();
  }

  @Override
  public CanaryBuilder canary() {
    return Canaries.aCanary().named("web", "shop");
  }

  @Override
  public RouteEvaluator evaluator() {
    return new SplitEvaluator();
  }

  @Override
  public Admission server() {
    return Admission.defaulting(
            "Split", Tree.of(InMemoryRouterPlugin.defaultTimeout()), "spec", "timeout")
        .then(Admission.defaulting("Split", Tree.of("http"), "spec", "protocol"))
        .then(
            Admission.pruning(
                "Split",
                ImmutableSet.<String>builder().addAll(SplitForm.MEMBERS).add("protocol").build()));
  }

  @Override
  public ImmutableList<ObjectEdit> drifts(RouteTarget target) {
    ObjectKey key = SplitForm.key(target);
    return ImmutableList.of(
        new ObjectEdit(
            "added host", key, tree -> tree.with(Json.read("[\"a\",\"shop\"]"), "spec", "hosts")),
        new ObjectEdit("no timeout", key, tree -> tree.without("spec", "timeout")),
        new ObjectEdit("other timeout", key, tree -> tree.with("1h", "spec", "timeout")),
        new ObjectEdit(
            "added header",
            key,
            tree -> tree.with(Json.read("[{\"name\":\"x\",\"value\":\"y\"}]"), "spec", "headers")),
        new ObjectEdit(
            "added backend",
            key,
            tree -> tree.with(Json.read("{\"weight\":0}"), "spec", "backends", "third")),
        new ObjectEdit(
            "other audience",
            key,
            tree ->
                tree.with(
                    Json.read("[{\"headers\":{\"vip\":{\"exact\":\"1\"}}}]"), "spec", "audience")));
  }

  @Override
  public ImmutableList<ObjectEdit> unreadable(RouteTarget target) {
    ObjectKey key = SplitForm.key(target);
    return ImmutableList.of(
        new ObjectEdit("no backends", key, tree -> tree.without("spec", "backends")),
        new ObjectEdit(
            "other service", key, tree -> tree.with("x", "spec", "backends", "canary", "service")),
        new ObjectEdit(
            "no weight", key, tree -> tree.without("spec", "backends", "canary", "weight")),
        new ObjectEdit(
            "no number", key, tree -> tree.with("1", "spec", "backends", "primary", "weight")),
        new ObjectEdit(
            "both zero",
            key,
            tree ->
                tree.with(0, "spec", "backends", "primary", "weight")
                    .with(0, "spec", "backends", "canary", "weight")));
  }

  @Override
  public ImmutableList<UnaryOperator<Tree>> serviceChanges() {
    return ImmutableList.of(
        service -> service.with(Json.read("[\"shop.example.org\"]"), "hosts"),
        service -> service.with("7s", "timeout"),
        service ->
            service.with(Json.read("{\"x\":\"1\",\"a\":\"2\"}"), "headers", "request", "add"));
  }

  @Override
  public Optional<ObjectEdit> handEdited(RouteTarget target, int primary, int canary) {
    return Optional.of(
        new ObjectEdit(
            "weights by hand",
            SplitForm.key(target),
            tree ->
                tree.with(primary, "spec", "backends", "primary", "weight")
                    .with(canary, "spec", "backends", "canary", "weight")));
  }

  @Override
  public ImmutableMap<ObjectKey, Tree> takenOver(RouteTarget target) {
    Tree foreign =
        Yaml.read(
            """
            apiVersion: testkit.canary.dev/v1
            kind: Split
            metadata:
              name: NAME
              namespace: NAMESPACE
              labels: {team: theirs, tier: web}
              annotations: {contact: them@example.org, note: keep}
            spec:
              hosts: [NAME, www.example.org]
              timeout: 1h
              protocol: http
              backends:
                primary: {service: legacy, weight: 100}
            """
                .replace("NAMESPACE", target.key().namespace())
                .replace("NAME", target.apex()));
    return ImmutableMap.of(SplitForm.key(target), foreign);
  }

  @Override
  public Tree acceptance(Tree object, boolean accepted) {
    return object.with(Tree.of(accepted), "status", "accepted");
  }

  @Override
  public ImmutableList<GoldenRoute> goldens() {
    RouteTarget target =
        canary()
            .service(service -> service.with("retail", "apex", "labels", "team"))
            .affinity(Canaries.affinity())
            .target();
    boolean everything =
        plugin().descriptor().capabilities().http().equals(InMemoryRouterPlugin.EVERYTHING);
    Position position =
        everything
            ? Position.canary(30)
                .with(
                    new Affinity(
                        Optional.of("canary-cookie=abc"), Optional.empty(), Optional.empty()))
            : Position.canary(30);
    return ImmutableList.of(
        new GoldenRoute(
            "weight 30",
            target,
            position,
            Yaml.resource(
                SplitSubject.class, everything ? "split-30-sticky.yaml" : "split-30.yaml")));
  }

  /** Returns the model router with a part of what it can do. */
  static SplitSubject declaring(Capabilities.Traffic declared) {
    return new SplitSubject(() -> new InMemoryRouterPlugin(declared));
  }
}
