package dev.canary.operator.workload;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Part;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.Admission;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.Interceptor;
import dev.canary.testkit.fixture.Canaries;
import dev.canary.testkit.fixture.CanaryBuilder;
import dev.canary.testkit.fixture.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * The worked example's cluster, canary and adapter; the target is {@code podinfo} in {@code test}.
 */
final class Bed {

  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  static final ObjectKey TARGET = key(Types.DEPLOYMENT, "podinfo");
  static final ObjectKey PRIMARY = key(Types.DEPLOYMENT, "podinfo-primary");
  static final ObjectKey CONFIG = key(Types.CONFIG_MAP, "podinfo-config");
  static final ObjectKey COPY = key(Types.CONFIG_MAP, "podinfo-config-primary");
  static final ObjectKey SCALER = key(Types.AUTOSCALER, "podinfo");
  static final ObjectKey PRIMARY_SCALER = key(Types.AUTOSCALER, "podinfo-primary");
  static final ObjectKey APEX = key(Types.SERVICE, "podinfo");

  private static final ImmutableList<Part> ALL =
      ImmutableList.of(Part.SERVICES, Part.PRIMARY, Part.SCALER, Part.APEX);

  final InMemoryObjectStore store;
  WorkloadSettings settings = WorkloadSettings.DEFAULT;
  TemplateHash hash = TemplateHash.CURRENT;
  Canary canary;
  CanarySpec spec;

  private Bed(Admission admission, CanaryBuilder builder) {
    store = new InMemoryObjectStore(CLOCK, admission, Interceptor.NONE);
    canary = builder.build();
    spec = builder.spec();
    for (Tree object : Yaml.resource(Bed.class, "worked-example.in.yaml")) {
      store.create(keyOf(object), object);
    }
  }

  /** Returns the cluster before anything was done for the canary. */
  static Bed fresh() {
    return new Bed(Admission.NONE, autoscaled());
  }

  /** Returns the cluster of a server that fills in defaults. */
  static Bed defaulting() {
    return new Bed(ApiServerDefaults.ADMISSION, autoscaled());
  }

  /** Returns the cluster with a canary that has no autoscaler. */
  static Bed unscaled() {
    return new Bed(Admission.NONE, base());
  }

  /** Returns the cluster with another canary. */
  static Bed with(CanaryBuilder builder) {
    return new Bed(Admission.NONE, builder);
  }

  /** Returns the example's canary without its autoscaler. */
  static CanaryBuilder base() {
    return Canaries.aCanary()
        .provider("kubernetes")
        .blueGreen(5)
        .threshold(2)
        .interval(Duration.ofSeconds(30))
        .progressDeadline(Duration.ofSeconds(60))
        .service(
            any ->
                Yaml.read(
                    """
                    port: 80
                    targetPort: http
                    appProtocol: http
                    portDiscovery: true
                    trafficDistribution: PreferClose
                    apex:
                      labels: {team: web}
                      annotations: {external-dns.alpha.kubernetes.io/hostname: podinfo.example.com}
                    """));
  }

  private static CanaryBuilder autoscaled() {
    return base()
        .autoscaled()
        .specMember("autoscalerRef", Json.read("{\"primaryScalerReplicas\":{\"minReplicas\":3}}"));
  }

  KubernetesWorkloads workloads() {
    return new KubernetesWorkloads(store, settings, hash, CLOCK);
  }

  /** Establishes every part in the order of bootstrap. */
  Bed bootstrap() {
    ALL.forEach(part -> workloads().ensure(canary, spec, part));
    return this;
  }

  WorkloadView observe() {
    return workloads().observe(canary, spec);
  }

  /** Promotes what the target is now. */
  void promote() {
    WorkloadView seen = observe();
    workloads().syncPrimary(canary, spec, seen, seen.live());
  }

  /** Has a user push a new image. */
  Bed push(String image) {
    return edit(
        TARGET, tree -> tree.with(image, "spec", "template", "spec", "containers", "0", "image"));
  }

  Bed edit(ObjectKey key, UnaryOperator<Tree> change) {
    store.edit(key, change);
    return this;
  }

  Tree tree(ObjectKey key) {
    return store.stored(key).tree();
  }

  /** Returns how many writes an action requests. */
  int writes(Runnable action) {
    var before = store.requests();
    action.run();
    return store.requests().since(before).total();
  }

  static ObjectKey key(ResourceType type, String name) {
    return new ObjectKey(type, "test", name);
  }

  static ObjectKey keyOf(Tree object) {
    ResourceType type =
        ImmutableList.of(
                Types.DEPLOYMENT, Types.SERVICE, Types.CONFIG_MAP, Types.SECRET, Types.AUTOSCALER)
            .stream()
            .filter(each -> each.kind().equals(object.textOr("", "kind")))
            .findFirst()
            .orElseThrow();
    return key(type, object.textOr("", "metadata", "name"));
  }

  /** Returns the object as a manifest would have it: without what the server adds. */
  static Tree manifest(Tree object) {
    return object
        .without("metadata", "uid")
        .without("metadata", "creationTimestamp")
        .without("metadata", "generation");
  }
}
