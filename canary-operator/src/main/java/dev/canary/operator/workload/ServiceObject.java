package dev.canary.operator.workload;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import java.util.Map;
import java.util.Optional;

/**
 * One service as it ought to be (workload chapter, section 10). Pure.
 *
 * @param canary whose service
 * @param spec what the user wants
 * @param role which service
 * @param pods what it sends traffic to
 */
record ServiceObject(Canary canary, CanarySpec spec, ServiceRole role, Pods pods) {

  /** Returns the service, to be created. */
  Tree created(ObjectKey key) {
    Tree.Members body = Tree.members().put("type", "ClusterIP");
    if (spec.tree().isTrue("service", "headless")) {
      body.put("clusterIP", "None");
    }
    body.putIfPresent("trafficDistribution", distribution());
    body.put("selector", selector()).put("ports", Tree.array(ports()));
    return Trees.object(key)
        .with(Tree.texts(labels()), "metadata", "labels")
        .with(Tree.texts(annotations()), "metadata", "annotations")
        .with(Owners.only(canary), "metadata", "ownerReferences")
        .with(body.build(), "spec");
  }

  /** Returns a live service with what is ours to decide; the very same tree if that is in force. */
  Tree onto(Tree live) {
    Tree routed = routed(live);
    if (Owners.controls(canary, live)) {
      return described(distributed(routed));
    }
    if (routed.equals(live)) {
      return live;
    }
    Tree kept = role == ServiceRole.APEX ? Takeover.remember(live, routed) : routed;
    return kept.with(
        Tree.texts(Trees.merged(kept.texts("metadata", "annotations"), Metadata.FLUX)),
        "metadata",
        "annotations");
  }

  /** Sends the service's traffic where it belongs. */
  private Tree routed(Tree live) {
    ImmutableList<Tree> before = live.items("spec", "ports");
    ImmutableList<Tree> after = ServicePorts.onto(before, ports());
    boolean same =
        ServicePorts.same(before, after)
            && Trees.orEmpty(live.at("spec", "selector")).equals(selector());
    return same
        ? live
        : live.with(Tree.array(after), "spec", "ports").with(selector(), "spec", "selector");
  }

  private Tree distributed(Tree live) {
    return distribution()
        .map(value -> live.with(value, "spec", "trafficDistribution"))
        .orElse(live);
  }

  private Tree described(Tree live) {
    Tree labelled = Trees.setTexts(live, managed(live, "labels", labels()), "metadata", "labels");
    return Trees.setTexts(
        labelled, managed(live, "annotations", annotations()), "metadata", "annotations");
  }

  /** Returns what is wanted, but for keys that are not to be managed: those stay as found. */
  private ImmutableMap<String, String> managed(Tree live, String kind, Map<String, String> wanted) {
    ImmutableList<String> unmanaged = spec.tree().strings("service", "unmanagedMetadata", kind);
    ImmutableMap<String, String> found =
        live.texts("metadata", kind).entrySet().stream()
            .filter(entry -> unmanaged.contains(entry.getKey()))
            .collect(toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
    return Trees.merged(wanted, found);
  }

  private ImmutableMap<String, String> labels() {
    return Trees.merged(
        role.wanted(spec, "labels"), Map.of(pods.label().key(), role.serviceName(spec)));
  }

  private ImmutableMap<String, String> annotations() {
    return Trees.merged(role.wanted(spec, "annotations"), Metadata.FLUX);
  }

  private Tree selector() {
    return Tree.texts(role.selector(pods.label()));
  }

  private ImmutableList<Tree> ports() {
    return ServicePorts.desired(Trees.orEmpty(spec.tree().at("service")), pods.template());
  }

  private Optional<Tree> distribution() {
    return spec.tree()
        .text("service", "trafficDistribution")
        .filter(value -> !value.isEmpty())
        .map(Tree::of);
  }
}
