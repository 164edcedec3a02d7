package dev.canary.testkit.cluster.api.resource;

import static dev.canary.testkit.cluster.api.resource.GenerationRule.NONE;
import static dev.canary.testkit.cluster.api.resource.GenerationRule.SPEC;
import static dev.canary.testkit.cluster.api.resource.GenerationRule.SPEC_AND_ANNOTATIONS;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.api.store.GroupResource;

/** The resources that are served without a CRD. */
public final class BuiltIns {

  /** Namespaces. */
  public static final GroupResource NAMESPACES = new GroupResource("", "namespaces");

  /** Events of the core group. */
  public static final GroupResource EVENTS = new GroupResource("", "events");

  /** Custom resource definitions. */
  public static final GroupResource CRDS =
      new GroupResource("apiextensions.k8s.io", "customresourcedefinitions");

  private BuiltIns() {}

  /** Returns them all. */
  public static ImmutableList<ResourceType> all() {
    return ImmutableList.<ResourceType>builder()
        .addAll(core())
        .addAll(workloads())
        .addAll(others())
        .addAll(accessControl())
        .build();
  }

  private static ImmutableList<ResourceType> core() {
    String group = "";
    return ImmutableList.of(
        entry(group, "v1", "namespaces", "Namespace")
            .clusterScoped()
            .status()
            .shortNames("ns")
            .build(),
        entry(group, "v1", "pods", "Pod")
            .status()
            .generation(SPEC)
            .shortNames("po")
            .inAll()
            .build(),
        entry(group, "v1", "services", "Service")
            .status()
            .createOnUpdate()
            .shortNames("svc")
            .inAll()
            .build(),
        entry(group, "v1", "endpoints", "Endpoints").createOnUpdate().shortNames("ep").build(),
        entry(group, "v1", "configmaps", "ConfigMap").shortNames("cm").build(),
        entry(group, "v1", "secrets", "Secret").build(),
        entry(group, "v1", "events", "Event").createOnUpdate().shortNames("ev").build(),
        entry(group, "v1", "serviceaccounts", "ServiceAccount").shortNames("sa").build());
  }

  private static ImmutableList<ResourceType> workloads() {
    String group = "apps";
    return ImmutableList.of(
        entry(group, "v1", "deployments", "Deployment")
            .status()
            .scale()
            .generation(SPEC_AND_ANNOTATIONS)
            .shortNames("deploy")
            .inAll()
            .build(),
        entry(group, "v1", "daemonsets", "DaemonSet")
            .status()
            .generation(SPEC)
            .shortNames("ds")
            .inAll()
            .build(),
        entry(group, "v1", "replicasets", "ReplicaSet")
            .status()
            .scale()
            .generation(SPEC)
            .shortNames("rs")
            .inAll()
            .build(),
        entry("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler")
            .status()
            .generation(NONE)
            .shortNames("hpa")
            .inAll()
            .build());
  }

  private static ImmutableList<ResourceType> others() {
    return ImmutableList.of(
        entry("networking.k8s.io", "v1", "ingresses", "Ingress")
            .status()
            .generation(SPEC)
            .shortNames("ing")
            .build(),
        entry("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy")
            .generation(SPEC)
            .shortNames("netpol")
            .build(),
        entry("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget")
            .status()
            .generation(SPEC)
            .conditionalUpdate()
            .shortNames("pdb")
            .build(),
        entry("coordination.k8s.io", "v1", "leases", "Lease")
            .conditionalUpdate()
            .createOnUpdate()
            .build(),
        entry("events.k8s.io", "v1", "events", "Event")
            .viewOf(EVENTS, Conversion.EVENTS)
            .createOnUpdate()
            .shortNames("ev")
            .build(),
        entry("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice").generation(SPEC).build(),
        entry("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition")
            .clusterScoped()
            .status()
            .generation(SPEC)
            .conditionalUpdate()
            .shortNames("crd", "crds")
            .categories("api-extensions")
            .build());
  }

  private static ImmutableList<ResourceType> accessControl() {
    String group = "rbac.authorization.k8s.io";
    return ImmutableList.of(
        entry(group, "v1", "roles", "Role").build(),
        entry(group, "v1", "rolebindings", "RoleBinding").build(),
        entry(group, "v1", "clusterroles", "ClusterRole").clusterScoped().build(),
        entry(group, "v1", "clusterrolebindings", "ClusterRoleBinding").clusterScoped().build());
  }

  private static ResourceTypeBuilder entry(
      String group, String version, String plural, String kind) {
    return new ResourceTypeBuilder(new GroupResource(group, plural), version, kind);
  }
}
