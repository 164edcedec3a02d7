package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.plugin.RouterPlugin;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.contract.GoldenRoute;
import dev.canary.testkit.contract.ObjectEdit;
import dev.canary.testkit.contract.RouteEvaluator;
import dev.canary.testkit.contract.RouterSubject;
import dev.canary.testkit.fake.Admission;
import dev.canary.testkit.fixture.Canaries;
import dev.canary.testkit.fixture.CanaryBuilder;
import dev.canary.testkit.fixture.Yaml;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The Istio router with HTTP routes as the contract needs to know it. */
class IstioSubject implements RouterSubject {

  private final String section;

  /** Creates the subject whose routes stand in {@code spec.http} or {@code spec.tcp}. */
  IstioSubject(String section) {
    this.section = section;
  }

  IstioSubject() {
    this("http");
  }

  static ObjectKey service(RouteTarget target) {
    return key("VirtualService", "virtualservices", target, target.apex());
  }

  static ObjectKey canaryRule(RouteTarget target) {
    return key("DestinationRule", "destinationrules", target, target.canary());
  }

  private static ObjectKey key(String kind, String plural, RouteTarget target, String name) {
    return new ObjectKey(
        ResourceType.namespaced("networking.istio.io", "v1beta1", kind, plural),
        target.key().namespace(),
        name);
  }

  @Override
  public RouterPlugin plugin() {
    return new IstioPlugin();
  }

  /** One version: without the setting a cluster that does not serve it is asked for the other. */
  @Override
  public ImmutableMap<String, String> settings() {
    return ImmutableMap.of("apiVersion", "v1beta1");
  }

  @Override
  public CanaryBuilder canary() {
    return Canaries.aCanary().named("web", "shop");
  }

  @Override
  public RouteEvaluator evaluator() {
    return new VirtualServiceEvaluator();
  }

  @Override
  public Admission server() {
    return IstioServer.admission();
  }

  @Override
  public ImmutableList<ObjectEdit> drifts(RouteTarget target) {
    ObjectKey service = service(target);
    ObjectKey rule = canaryRule(target);
    String other = section.equals("http") ? "tcp" : "http";
    String rogue = "{\"route\": [{\"destination\": {\"host\": \"rogue\"}}]}";
    return ImmutableList.of(
        set("added host", service, "[\"shop\", \"rogue\"]", "spec", "hosts"),
        set("added gateway", service, "[\"mesh\", \"rogue\"]", "spec", "gateways"),
        new ObjectEdit("no gateways", service, tree -> tree.without("spec", "gateways")),
        set("added timeout", service, "\"1h\"", "spec", section, "0", "timeout"),
        set("added fault", service, "{\"abort\": {}, \"x\": 1}", "spec", section, "0", "fault"),
        set("added match", service, "[{\"port\": 1}]", "spec", section, "0", "match"),
        new ObjectEdit("route appended", service, tree -> appended(tree, Json.read(rogue))),
        set("other protocol", service, "[" + rogue + "]", "spec", other),
        set("other host", rule, "\"rogue\"", "spec", "host"),
        set("added policy", rule, "{\"tls\": {\"mode\": \"SIMPLE\"}}", "spec", "trafficPolicy"),
        set("added subset", rule, "[{\"name\": \"v1\"}]", "spec", "subsets"));
  }

  private Tree appended(Tree tree, Tree route) {
    return tree.with(
        Tree.array(
            ImmutableList.<Tree>builder().addAll(tree.items("spec", section)).add(route).build()),
        "spec",
        section);
  }

  private static ObjectEdit set(String name, ObjectKey key, String json, String... path) {
    return new ObjectEdit(name, key, tree -> tree.with(Json.read(json), path));
  }

  @Override
  public ImmutableList<ObjectEdit> unreadable(RouteTarget target) {
    ObjectKey key = service(target);
    return ImmutableList.of(
        new ObjectEdit("no routes", key, tree -> tree.without("spec", section)),
        set("no entries", key, "[]", "spec", section),
        new ObjectEdit("no canary", key, tree -> tree.without("spec", section, "0", "route", "1")),
        new ObjectEdit("no primary", key, tree -> tree.without("spec", section, "0", "route", "0")),
        new ObjectEdit(
            "no weight", key, tree -> tree.without("spec", section, "0", "route", "1", "weight")),
        set("no number", key, "\"100\"", "spec", section, "0", "route", "0", "weight"),
        by("both zero", target, 0, 0));
  }

  private ObjectEdit by(String name, RouteTarget target, int primary, int canary) {
    return new ObjectEdit(
        name,
        service(target),
        tree ->
            tree.with(primary, "spec", section, "0", "route", "0", "weight")
                .with(canary, "spec", section, "0", "route", "1", "weight"));
  }

  @Override
  public Optional<ObjectEdit> handEdited(RouteTarget target, int primary, int canary) {
    return Optional.of(by("weights by hand", target, primary, canary));
  }

  @Override
  public ImmutableList<UnaryOperator<Tree>> serviceChanges() {
    return ImmutableList.of(
        service -> service.with(Json.read("[\"www.example.org\"]"), "hosts"),
        service -> service.with(Json.read("[\"istio-system/edge\", \"mesh\"]"), "gateways"),
        service -> service.with(Json.read("[{\"port\": 8080}]"), "match"),
        service -> service.with(Json.read("{\"tls\": {\"mode\": \"SIMPLE\"}}"), "trafficPolicy"));
  }

  @Override
  public ImmutableMap<ObjectKey, Tree> takenOver(RouteTarget target) {
    return ImmutableMap.of(
        service(target), foreign("takeover-service.yaml", target),
        canaryRule(target), foreign("takeover-rule.yaml", target));
  }

  private static Tree foreign(String name, RouteTarget target) {
    String text = Yaml.write(Yaml.resource(IstioSubject.class, name));
    return Yaml.read(
        text.replace("NAMESPACE", target.key().namespace()).replace("NAME", target.apex()));
  }

  @Override
  public ImmutableList<RouteTarget> strangeTargets() {
    return ImmutableList.of(
        Shop.shop().service("appProtocol", "\"TCP\"").service("match", "[{\"uri\": {}}]").target(),
        Shop.shop().sticky().service("headers", "{\"response\": {\"add\": {}}}").target(),
        Shop.shop().service("portDiscovery", "true").service("gateways", "[\"edge\"]").target(),
        Shop.shop().service("hosts", "[\"*\"]").service("gateways", "[\"edge\"]").target(),
        Shop.shop().service("rewrite", "{\"type\": \"ReplacePrefixMatch\"}").target());
  }

  @Override
  public ImmutableList<GoldenRoute> goldens() {
    return GoldenRoutes.http();
  }

  @Override
  public ImmutableList<GoldenRoute> olderForms() {
    return GoldenRoutes.older();
  }

  @Override
  public String text(Failing failing) {
    return switch (failing) {
      case READ -> "VirtualService shop.web get query error ";
      case RECONCILE_READ ->
          "reconcileDestinationRule failed: DestinationRule shop-canary.web get query error: ";
      case RECONCILE_CREATE ->
          "reconcileDestinationRule failed: DestinationRule shop-canary.web create error: ";
      case WRITE_UPDATE -> "VirtualService shop.web update failed: ";
    };
  }
}
